package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.OperatorView.SubtaskView;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.RuleVerdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a report says of the watermarks of a job with event time. */
class EventTimeTest extends SimulatedJob {

  @Test
  void whereLagIsJudgedTheWatermarkFurthestBehindIsEvidence() {
    List<SimOperator> operators = chain(500, 0.0005, 0.0005);
    operators.get(1).watermarkAt = Optional.of(10.0);
    operators.get(2).watermarkAt = Optional.of(5.0);
    List<Evidence> evidence = lag(new Watched(model).run(25).last()).evidence();
    assertThat(evidence).filteredOn(e -> e.signal().equals("watermark lag")).singleElement().satisfies(e -> {
      assertThat(e.place()).isEqualTo("op2, subtask 0");
      assertThat(e.observed()).isEqualTo("20 s, growing by 1 s each second");
      assertThat(e.rule()).isEqualTo("lag");
    });
  }

  @Test
  void eachSubtaskShowsHowFarItsWatermarkIsBehindAndOneWithoutShowsNothing() {
    chain(500, 0.0005).get(1).watermarkAt = Optional.of(5.0);
    Report report = new Watched(model).run(25).last();
    assertThat(report.operators()).flatExtracting(o -> o.subtasks()).extracting(SubtaskView::watermarkLagSeconds)
        .containsExactly(null, 20.0);
  }

  @Test
  void withoutEventTimeNothingIsSaidOfWatermarks() {
    chain(500, 0.0005);
    assertThat(lag(new Watched(model).run(25).last()).evidence()).extracting(Evidence::signal).containsExactly("lag");
  }

  private static RuleVerdict lag(Report report) {
    return report.rules().stream().filter(r -> r.rule().equals("lag")).findFirst().orElseThrow();
  }
}
