package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.Operator.Chained;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole diagnoses of simulated pipelines: where, why, and what to change. */
class DiagnosisTest {

  private final FlowModel model = new FlowModel(7, 2);

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
  }

  @Test
  void burstsThatMeetTheDemandAreHealthyThoughBackpressureIsLow() {
    List<SimOperator> ops = chain(900, 0.0001, 0.0003, 0.0001);
    ops.get(1).firesEvery = 1;
    Watched watched = new Watched(model).run(90);
    assertThat(watched.reports.subList(20, 90)).allMatch(r -> r.health() == Health.HEALTHY);
  }

  @Test
  void aSinkThatWaitsForItsDatabaseIsSyncIo() {
    chain(500, 0.0002, 0.0003, 0.004).get(3).doing(Work.io());
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "op3", Cause.SYNC_IO);
    assertThat(d.remedies()).anyMatch(r -> r.kind() == Remedy.Kind.DO && r.action().contains("batches"));
    assertThat(d.remedies()).anyMatch(r -> r.kind() == Remedy.Kind.AVOID && r.action().contains("network buffers"));
  }

  @Test
  void lockStateSerializationAndAsyncAreToldApart() {
    assertThat(causeOf(Work.of(StackClass.LOCK, 0.8))).isEqualTo(Cause.LOCK_CONTENTION);
    assertThat(causeOf(Work.of(StackClass.STATE, 0.8))).isEqualTo(Cause.STATE_ACCESS);
    assertThat(causeOf(Work.of(StackClass.SERIALIZATION, 0.8))).isEqualTo(Cause.SERIALIZATION);
    assertThat(causeOf(Work.of(StackClass.ASYNC_WAIT, 0.8))).isEqualTo(Cause.ASYNC_SATURATED);
  }

  @Test
  void sleepingForNoKnownReasonIsUnknownAndShowsTheFrame() {
    chain(500, 0.0002, 0.003, 0.0002).get(2).doing(Work.of(StackClass.SLEEP, 0.9).at("com.acme.Throttle.pause:12"));
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "op2", Cause.UNKNOWN);
    assertThat(d.evidence()).anyMatch(e -> e.observed().contains("com.acme.Throttle.pause:12"));
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
  }

  @Test
  void sleepingInsideADriverIsIo() {
    chain(500, 0.0002, 0.003, 0.0002).get(2)
        .doing(Work.of(StackClass.SLEEP, 0.9).at("com.acme.jdbc.RetryingDriver.call:12"));
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "op2", Cause.SYNC_IO);
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
  }

  @Test
  void twoThirdsAndOneThirdIsMixed() {
    chain(500, 0.0002, 0.003, 0.0002).get(2).doing(Work.of(StackClass.SOCKET_IO, 0.5));
    is(new Watched(model).run(25).diagnosis(), "op2", Cause.MIXED);
  }

  @Test
  void onlyTheSlowBranchOfAFanOutIsBlamed() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(700);
    SimOperator split = model.operator("split", 1, 0.0002);
    SimOperator quick = model.operator("quick", 1, 0.0003);
    SimOperator slow = model.operator("slow", 1, 0.0018);
    model.edge(source, split);
    model.edge(split, quick);
    model.edge(split, slow);
    Watched watched = new Watched(model).run(25);
    is(watched.diagnosis(), "slow", Cause.CPU_BOUND);
    assertThat(watched.last().diagnoses()).hasSize(1);
  }

  @Test
  void inADiamondTheSlowBranchIsBlamedAndNotTheJoin() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(700);
    SimOperator split = model.operator("split", 1, 0.0002);
    SimOperator quick = model.operator("quick", 1, 0.0003);
    SimOperator slow = model.operator("slow", 1, 0.0018);
    SimOperator join = model.operator("join", 1, 0.0002);
    model.edge(source, split);
    model.edge(split, quick);
    model.edge(split, slow);
    model.edge(quick, join);
    model.edge(slow, join);
    is(new Watched(model).run(25).diagnosis(), "slow", Cause.CPU_BOUND);
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
  void aHotKeyIsSkewAndMoreParallelismIsAdvisedAgainst() {
    List<SimOperator> ops = keyed(1250, 4, 0.001);
    model.edges.get(1).spread(90, 4, 3, 3);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "keyed", Cause.KEY_SKEW);
    assertThat(d.subtasks()).containsExactly(0);
    assertThat(d.remedies()).anyMatch(
        r -> r.kind() == Remedy.Kind.AVOID && r.action().contains("parallelism of \"keyed\""));
    assertThat(d.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(ops).isNotEmpty();
  }

  @Test
  void recordsThatFollowTheKeyGroupsAreRoundingAndNoHotKey() {
    SimOperator keyed = keyed(2400, 3, 0.001).get(2);
    keyed.maxParallelism = Optional.of(4);
    model.edges.get(1).spread(2, 1, 1);
    is(new Watched(model).run(25).diagnosis(), "keyed", Cause.KEY_GROUP_ROUNDING);
  }

  @Test
  void likeRecordsAtUnlikeCostAreAnExpensiveKey() {
    keyed(1600, 4, 0.0004).get(2).costFactor[2] = 8;
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "keyed", Cause.EXPENSIVE_KEY);
    assertThat(d.subtasks()).containsExactly(2);
  }

  @Test
  void aWorkerThatIsSlowWithEverythingIsASlowHost() {
    SimOperator source = model.source("source", 2, 0.0001).arriving(1500);
    SimOperator parse = model.operator("parse", 2, 0.0004);
    SimOperator score = model.operator("score", 2, 0.0007);
    model.edge(source, parse);
    model.edge(parse, score, Partitioning.HASH, 1);
    for (SimOperator operator : List.of(source, parse, score)) {
      operator.costFactor[1] = 2.6;
    }
    Diagnosis d = new Watched(model).run(25).diagnosis();
    assertThat(d.cause()).isEqualTo(Cause.SLOW_HOST);
    assertThat(d.summary()).contains("worker-1");
  }

  @Test
  void unevenPartitionsOfTheSourceArePartitionSkew() {
    SimOperator source = model.source("source", 4, 0.001).arriving(1500);
    source.arrivalShares = new double[] {0.85, 0.05, 0.05, 0.05};
    model.edge(source, model.operator("store", 2, 0.0001));
    is(new Watched(model).run(25).diagnosis(), "source", Cause.PARTITION_SKEW);
  }

  @Test
  void pausesThatTakeHalfOfTheTimeAreGcPressureOfTheAllocator() {
    List<SimOperator> ops = chain(1500, 0.0002, 0.0004, 0.0001);
    ops.get(2).allocating(100_000);
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.55;
    model.liveSet[0] = 0.85;
    Watched watched = new Watched(model).run(25);
    Diagnosis d = watched.diagnosis();
    is(d, "op2", Cause.GC_PRESSURE);
    assertThat(d.summary()).contains("worker-0");
    assertThat(d.remedies().get(0).action()).contains("more heap");
  }

  @Test
  void theAllocatorIsNamedThoughAnotherOperatorIsTheBusiest() {
    List<SimOperator> ops = chain(1500, 0.0003, 0.0004, 0.0001);
    ops.get(1).allocating(100_000);
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.55;
    is(new Watched(model).run(25).diagnosis(), "op1", Cause.GC_PRESSURE);
  }

  @Test
  void aFewPausesBesideHeavyComputingAreNotTheCause() {
    chain(1500, 0.0002, 0.001, 0.0001);
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.12;
    is(new Watched(model).run(25).diagnosis(), "op2", Cause.CPU_BOUND);
  }

  @Test
  void aThreadInTheRunQueueIsStarvedAndNotWaitingForIo() {
    chain(800, 0.0002, 0.0008, 0.0001);
    SimSettings.onOneWorker(model);
    model.starvedShare[0] = 0.6;
    is(new Watched(model).run(25).diagnosis(), "op2", Cause.CPU_STARVED);
  }

  @Test
  void aSourceThatCannotKeepUpIsSourceBound() {
    SimOperator source = model.source("scan", 1, 0.001).arriving(1250);
    model.edge(source, model.operator("store", 1, 0.0002));
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "scan", Cause.SOURCE_BOUND);
    assertThat(d.confidence()).isEqualTo(Confidence.HIGH);
  }

  @Test
  void aSourceOnRequestThatIsBusyIsNoAlarm() {
    SimOperator source = model.source("generate", 1, 0.001);
    model.edge(source, model.operator("store", 1, 0.0002));
    Watched watched = new Watched(model).run(30);
    assertThat(watched.last().health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void aSourceOnRequestThatIsHeldBackIsABottleneckBehindIt() {
    SimOperator source = model.source("generate", 1, 0.0003);
    model.edge(source, model.operator("store", 1, 0.001));
    Watched watched = new Watched(model).run(30);
    is(watched.diagnosis(), "store", Cause.CPU_BOUND);
    assertThat(watched.diagnosis().gain().factor()).isBetween(2.5, 4.0);
    assertThat(watched.diagnosis().nextBottleneck().name()).isEqualTo("generate");
  }

  @Test
  void aMultiplierBeforeTheBusyOperatorIsNamedAsTheCause() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(120);
    SimOperator join = model.operator("join", 1, 0.0005);
    SimOperator count = model.operator("count", 1, 0.0004);
    model.edge(source, join);
    model.edge(join, count, Partitioning.HASH, 30);
    model.edge(count, model.operator("store", 1, 0.0001), Partitioning.REBALANCE, 0.05);
    is(new Watched(model).run(25).diagnosis(), "join", Cause.AMPLIFICATION);
  }

  @Test
  void anEdgeBetweenWorkersThatCarriesLessThanBothSidesCouldIsTheNetwork() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(900);
    SimOperator parse = model.operator("parse", 1, 0.0002);
    SimOperator store = model.operator("store", 1, 0.0002);
    model.edge(source, parse);
    model.edge(parse, store).bandwidth = 500;
    Diagnosis d = new Watched(model).run(25).diagnosis();
    assertThat(d.cause()).isEqualTo(Cause.NETWORK);
    assertThat(d.subject().kind()).isEqualTo(Diagnosis.Subject.Kind.EDGE);
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
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

  @Test
  void coarseReadingsOfAFanOutBlameTheBusyBranch() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(700);
    SimOperator split = model.operator("split", 1, 0.0002);
    SimOperator quick = model.operator("quick", 1, 0.0003);
    SimOperator slow = model.operator("slow", 1, 0.0018);
    model.edge(source, split);
    model.edge(split, quick);
    model.edge(split, slow);
    model.detail = FlowModel.Detail.coarse();
    is(new Watched(model).run(25).diagnosis(), "slow", Cause.UNKNOWN);
  }

  @Test
  void twoSourcesWithABottleneckEachGiveTwoDiagnoses() {
    SimOperator one = model.source("one", 1, 0.0001).arriving(700);
    SimOperator two = model.source("two", 1, 0.0001).arriving(700);
    SimOperator slowOne = model.operator("slow-one", 1, 0.0018);
    SimOperator slowTwo = model.operator("slow-two", 1, 0.0024);
    SimOperator sink = model.operator("sink", 1, 0.0001);
    model.edge(one, slowOne);
    model.edge(two, slowTwo);
    model.edge(slowOne, sink);
    model.edge(slowTwo, sink);
    Report report = new Watched(model).run(25).last();
    assertThat(report.diagnoses()).extracting(d -> d.operator().name())
        .containsExactlyInAnyOrder("slow-one", "slow-two");
  }

  @Test
  void aJoinThatIdlesForItsSlowSideIsNotBlamed() {
    SimOperator quick = model.operator("quick", 1, 0.0002);
    SimOperator slow = model.operator("slow", 1, 0.0018);
    SimOperator join = model.operator("join", 1, 0.0001);
    join.inTurn = true;
    model.edge(model.source("source-a", 1, 0.0001).arriving(800), quick);
    model.edge(model.source("source-b", 1, 0.0001).arriving(500), slow);
    model.edge(quick, join);
    model.edge(slow, join);
    Report report = new Watched(model).run(30).last();
    assertThat(report.diagnoses()).extracting(d -> d.operator().name()).containsExactly("slow");
    assertThat(report.diagnoses().get(0).cause()).isEqualTo(Cause.ORDERED_INPUT);
    assertThat(report.diagnoses().get(0).confidence()).isNotEqualTo(Confidence.HIGH);
  }

  @Test
  void aWindowThatTakesTurnsWithTheOperatorBehindItIsABurstOfBoth() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(850);
    SimOperator window = model.operator("window", 1, 0.0006);
    SimOperator enrich = model.operator("enrich", 1, 0.00075);
    window.firesEvery = 4;
    model.edge(source, window).queue = 50;
    model.edge(window, enrich).queue = 50;
    Diagnosis d = new Watched(model).run(90).diagnosis();
    assertThat(d.cause()).isEqualTo(Cause.WINDOW_BURST);
    assertThat(d.subject().operators()).containsExactlyInAnyOrder("op-window", "op-enrich");
  }

  private Cause causeOf(Work work) {
    FlowModel fresh = new FlowModel(3, 2);
    SimOperator source = fresh.source("source", 1, 0.0001).arriving(500);
    SimOperator slow = fresh.operator("slow", 1, 0.003).doing(work);
    fresh.edge(source, slow);
    fresh.edge(slow, fresh.operator("sink", 1, 0.0001));
    Diagnosis d = new Watched(fresh).run(20).diagnosis();
    assertThat(d.operator().name()).isEqualTo("slow");
    return d.cause();
  }

  /** A source {@code op0} and operators {@code op1}... behind it. */
  private List<SimOperator> chain(double rate, double... costs) {
    List<SimOperator> operators = new java.util.ArrayList<>();
    operators.add(model.source("op0", 1, 0.0001).arriving(rate));
    for (int i = 0; i < costs.length; i++) {
      operators.add(model.operator("op" + (i + 1), 1, costs[i]));
      model.edge(operators.get(i), operators.get(i + 1));
    }
    return operators;
  }

  private List<SimOperator> keyed(double rate, int parallelism, double cost) {
    SimOperator source = model.source("source", 1, 0.0001).arriving(rate);
    SimOperator parse = model.operator("parse", 1, 0.0001);
    SimOperator keyed = model.operator("keyed", parallelism, cost);
    model.edge(source, parse);
    model.edge(parse, keyed, Partitioning.HASH, 1);
    model.edge(keyed, model.operator("store", 1, 0.0001));
    return List.of(source, parse, keyed);
  }

  private static void is(Diagnosis d, String operator, Cause cause) {
    assertThat(d.operator().name() + " " + d.cause()).as(d.summary()).isEqualTo(operator + " " + cause);
  }
}
