package io.manometer.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 s", "350, 350 ms", "1000, 1 s", "1800, 1.8 s", "9960, 10 s", "59400, 59 s", "59900, 1 min", "213000, 3 min 33 s",
    "3600000, 1 h", "7500000, 2 h 5 min", "90000000, 1 d 1 h", "-2000, -2 s"
  })
  void aSpanIsInTheTwoLargestUnitsThatMatter(long millis, String words) {
    assertThat(Span.words(Duration.ofMillis(millis)).replace('\u00a0', ' ')).isEqualTo(words);
  }
}
