package io.manometer.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorPageTest {

  @ParameterizedTest
  @CsvSource({
    "a.Task$$Lambda$277/0x00007f446920fd88.getAsLong, a.Task$$Lambda.getAsLong",
    "a.Task$$Lambda/0x00007f446920fd88.getAsLong:3, a.Task$$Lambda.getAsLong:3",
    "a.Task.run:42, a.Task.run:42",
    "$$Lambda$/0xyz, $$Lambda$/0xyz",
  })
  void aFrameInALambdaIsNamedTheSameInEachRun(String frame, String shown) {
    assertThat(OperatorPage.readable(frame)).isEqualTo(shown);
  }
}
