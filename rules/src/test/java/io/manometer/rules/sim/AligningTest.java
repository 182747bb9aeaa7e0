package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.engine.Memory;
import io.manometer.rules.engine.StandardRules;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.EdgeView;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.OperatorView.SubtaskView;
import io.manometer.rules.report.Report;
import java.util.Map;
import java.util.Optional;
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
  void theStartDelayOfTheLastCheckpointIsShownWhereItIsKnown() {
    join.startDelayMillis = Optional.of(1_500L);
    Report report = new Watched(model).run(25).last();
    assertThat(report.operators()).flatExtracting(OperatorView::subtasks)
        .extracting(SubtaskView::checkpointStartDelaySeconds).containsExactlyInAnyOrder(null, null, 1.5);
  }

  @Test
  void whereAlignmentIsTheCauseTheStartDelayIsEvidence() {
    Limits atOnce = Limits.of(Map.of("steady.confirm", 0.0), StandardRules.limits());
    Report report =
        DiagnosisEngine.standard().diagnose(Cases.of(Cause.ALIGNMENT), atOnce, Memory.none()).report();
    assertThat(report.diagnoses().get(0).evidence()).filteredOn(e -> e.signal().equals("checkpoint start delay"))
        .singleElement().satisfies(e -> assertThat(e.place() + ": " + e.observed()).isEqualTo("join: 4.2 s"));
  }

  @Test
  void whereNoSourceTellsOfAlignmentItIsNotKnownAndNotZero() {
    Report report = new Watched(model).run(25).last();
    assertThat(report.edges()).extracting(EdgeView::aligned).containsOnlyNulls();
  }
}
