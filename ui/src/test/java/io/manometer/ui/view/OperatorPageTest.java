package io.manometer.ui.view;

import static io.manometer.ui.fixture.OperatorBuilder.operator;
import static io.manometer.ui.fixture.ReportBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Report;
import io.manometer.ui.fixture.ReportBuilder;
import io.manometer.ui.text.Watch;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorPageTest {

  private static final Watch WATCH = new Watch(NOW, ZoneOffset.UTC, false);
  private static final Shell.Assets ASSETS = new Shell.Assets("v", "/css", "/js", "/icon");

  @Test
  void eachInputShowsHowLongItAlignedAndADashWhereThatIsNotKnown() {
    Report report = new ReportBuilder("j", "j")
        .operator(operator("left", "orders").role("SOURCE").subtask(0.1, 0))
        .operator(operator("right", "rates").role("SOURCE").subtask(0.1, 0))
        .operator(operator("join", "join").subtask(0.2, 0))
        .edge("left", "join", "HASH", 900.0, 0.4, 0.25)
        .edge("right", "join", "BROADCAST", 10.0, 0.0)
        .build();
    List<InputRow> inputs = OperatorPage.latest(report, "join", WATCH, ASSETS).orElseThrow().inputs();
    assertThat(inputs).extracting(row -> row.from().name().text()).containsExactly("orders", "rates");
    assertThat(inputs.get(0).aligned().text().replace('\u00a0', ' ')).isEqualTo("25 %");
    assertThat(inputs.get(1).aligned().isAbsent()).isTrue();
    assertThat(OperatorPage.latest(report, "left", WATCH, ASSETS).orElseThrow().inputs()).isEmpty();
  }

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
