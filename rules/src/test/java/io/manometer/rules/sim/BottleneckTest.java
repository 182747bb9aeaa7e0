package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Operator.Chained;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole diagnoses of simulated chains: which operator, how soon, how sure, and when none. */
class BottleneckTest extends SimulatedJob {

  @Test
  void aSlowOperatorInAChainIsNamed() {
    chain(1200, 0.0002, 0.001, 0.0001);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "op2", Cause.CPU_BOUND);
    assertThat(d.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(d.gain().factor()).isBetween(1.15, 1.25);
    assertThat(d.nextBottleneck()).isNull();
    assertThat(d.remedies().get(0).action()).isEqualTo("Raise the parallelism of \"op2\" from 1 to 2.");
  }

  @Test
  void theFirstAnswerComesSoonAfterTheWarmUpAndIsRight() {
    chain(1200, 0.0002, 0.001, 0.0001);
    Watched watched = new Watched(model).run(40);
    assertThat(watched.secondsToOperator()).isBetween(8, 11);
    assertThat(watched.reports.subList(0, 7)).allMatch(r -> r.health() == Health.INSUFFICIENT_DATA);
  }

  @Test
  void aFaultInARunningJobIsNamedWithinFifteenSeconds() {
    SimOperator slow = chain(800, 0.0002, 0.0005, 0.0001).get(2);
    Watched watched = new Watched(model).run(30);
    assertThat(watched.last().health()).isEqualTo(Health.HEALTHY);
    slow.costing(0.0016);
    watched.run(40);
    is(watched.diagnosis(), "op2", Cause.CPU_BOUND);
    assertThat(watched.secondsToOperator() - 30).isLessThanOrEqualTo(15);
  }

  @Test
  void aHealthyPipelineHasHeadroomAndNoDiagnosis() {
    chain(500, 0.0002, 0.0008, 0.0001);
    Report report = new Watched(model).run(30).last();
    assertThat(report.health()).isEqualTo(Health.HEALTHY);
    assertThat(report.headroom()).isBetween(1.2, 1.8);
    assertThat(report.sentence()).contains("\"op2\"");
  }

  @Test
  void nearSaturationIsAWarningAndNeverABottleneck() {
    chain(500, 0.0002, 0.00172, 0.0001);
    Watched watched = new Watched(model).run(120);
    assertThat(watched.reports).noneMatch(r -> r.health() == Health.BOTTLENECK);
    assertThat(watched.last().health()).isEqualTo(Health.DEGRADED);
    assertThat(watched.last().sentence()).startsWith("Nothing holds the job back, but: \"op2\" is busy");
  }

  @Test
  void burstsThatMeetTheDemandAreHealthyThoughBackpressureIsLow() {
    List<SimOperator> ops = chain(900, 0.0001, 0.0003, 0.0001);
    ops.get(1).firesEvery = 1;
    Watched watched = new Watched(model).run(90);
    assertThat(watched.reports.subList(20, 90)).allMatch(r -> r.health() == Health.HEALTHY);
  }

  @Test
  void aMiddleOperatorHalfAsSlowAsTheOneBehindItIsNotBlamed() {
    chain(420, 0.0013, 0.0029, 0.0001).get(1).doing(Work.io());
    Diagnosis d = new Watched(model).run(30).diagnosis();
    is(d, "op2", Cause.CPU_BOUND);
    assertThat(d.subject().kind()).isEqualTo(Diagnosis.Subject.Kind.OPERATOR);
  }

  @Test
  void aMiddleOperatorTwiceAsSlowAsTheOneBehindItIsBlamed() {
    chain(420, 0.0029, 0.0014, 0.0001);
    is(new Watched(model).run(30).diagnosis(), "op1", Cause.CPU_BOUND);
  }

  @Test
  void aNearTieNamesBoth() {
    chain(1200, 0.0001, 0.00147, 0.00150);
    Diagnosis d = new Watched(model).run(30).diagnosis();
    assertThat(d.subject().kind()).isEqualTo(Diagnosis.Subject.Kind.SET);
    assertThat(d.subject().operators()).containsExactlyInAnyOrder("op-op2", "op-op3");
    assertThat(d.summary()).contains("\"op2\"", "\"op3\"");
  }

  @Test
  void theNextBottleneckIsNamedWhenItWouldBindBeforeTheDemand() {
    chain(1200, 0.0002, 0.00125, 0.002);
    Diagnosis d = new Watched(model).run(30).diagnosis();
    is(d, "op3", Cause.CPU_BOUND);
    assertThat(d.nextBottleneck().name()).isEqualTo("op2");
    assertThat(d.gain().factor()).isBetween(1.4, 1.75);
  }

  @Test
  void theChainedOperatorIsNamedOnlyWhereTheSamplesVouchForIt() {
    SimOperator chained = chain(800, 0.0002, 0.0016, 0.0001).get(2);
    chained.chain = List.of(new Chained("a", "first"), new Chained("b", "second"), new Chained("c", "third"));
    chained.chainCulprit = "b";
    assertThat(new Watched(model).run(20).diagnosis().chainOperator().name()).isEqualTo("second");
    chained.chainVouched = 0.3;
    assertThat(new Watched(model).run(20).diagnosis().chainOperator()).isNull();
  }

  @Test
  void coarseReadingsFindTheOperatorAndLeaveTheCauseUnknown() {
    chain(1200, 0.0002, 0.001, 0.0001);
    model.detail = FlowModel.Detail.coarse();
    Watched watched = new Watched(model).run(25);
    is(watched.diagnosis(), "op2", Cause.UNKNOWN);
    assertThat(watched.last().missing()).anyMatch(m -> m.contains("Stack samples"));
    assertThat(watched.diagnosis().confidence()).isNotEqualTo(Confidence.HIGH);
  }
}
