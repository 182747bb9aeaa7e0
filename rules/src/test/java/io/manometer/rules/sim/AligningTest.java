package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.EdgeView;
import io.manometer.rules.report.Report;
import org.junit.jupiter.api.Test;

/** What a report shows of barrier alignment where it is not the cause. */
class AligningTest extends SimulatedJob {

  private final SimOperator quick = model.source("quick", 1, 0.0001).arriving(100);
  private final SimOperator slow = model.source("slow", 1, 0.0001).arriving(50);
  private final SimOperator join = model.operator("join", 1, 0.0001);

  {
    join.inTurn = true;
    model.edge(quick, join);
    model.edge(slow, join);
  }

  @Test
  void theShareOfTimeThatAnInputAlignedIsOnItsEdgeWhateverTheVerdict() {
    join.tellsAlignment = true;
    Watched watched = new Watched(model).run(25);
    Report report = watched.last();
    double told =
        watched.window().load(watched.window().job().operators().get(2)).subtasks().get(0).inputs().get(0).aligned()
            .orElseThrow();
    assertThat(report.diagnoses()).extracting(Diagnosis::cause).isNotEmpty().doesNotContain(Cause.ALIGNMENT);
    assertThat(told).isPositive();
    assertThat(report.edges().get(0).aligned()).isCloseTo(told, within(1e-9));
  }

  @Test
  void whereNoSourceTellsOfAlignmentItIsNotKnownAndNotZero() {
    Report report = new Watched(model).run(25).last();
    assertThat(report.edges()).extracting(EdgeView::aligned).containsOnlyNulls();
  }
}
