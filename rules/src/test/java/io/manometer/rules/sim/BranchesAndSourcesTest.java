package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.Operator.Chained;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole diagnoses of simulated jobs with branches, joins and sources of their own mind. */
class BranchesAndSourcesTest extends SimulatedJob {

  @Test
  void onlyTheSlowBranchOfAFanOutIsBlamed() {
    fanOut();
    Watched watched = new Watched(model).run(25);
    is(watched.diagnosis(), "slow", Cause.CPU_BOUND);
    assertThat(watched.last().diagnoses()).hasSize(1);
  }

  @Test
  void inADiamondTheSlowBranchIsBlamedAndNotTheJoin() {
    SimOperator join = model.operator("join", 1, 0.0002);
    fanOut().forEach(branch -> model.edge(branch, join));
    is(new Watched(model).run(25).diagnosis(), "slow", Cause.CPU_BOUND);
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
  void anIdleSubtaskThatIsSaidToBeWaitedForIsPassedOverForTheOneBesideItThatHasNoRoom() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(900);
    SimOperator count = model.operator("count", 2, 0.0018);
    SimEdge edge = model.edge(source, count, Partitioning.HASH, 1).spread(9, 1);
    edge.tellsNeighbour = true;
    Diagnosis d = new Watched(model).run(25).diagnosis();
    assertThat(d.operator().name()).isEqualTo("count");
    assertThat(d.cause()).isEqualTo(Cause.KEY_SKEW);
  }

  @Test
  void coarseReadingsOfAFanOutBlameTheBusyBranch() {
    fanOut();
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
  void aSourceThatFallsBehindIsFoundWhereOneOfItsSubtasksHasNothingToReadFrom() {
    SimOperator source = model.source("source", 2, 0.002).arriving(700);
    source.arrivalShares = new double[] {0, 1};
    source.silentWithoutArrivals = true;
    model.edge(source, model.operator("store", 1, 0.0001));
    Watched watched = new Watched(model).run(25);
    is(watched.diagnosis(), "source", Cause.SOURCE_BOUND);
    assertThat(watched.last().throughput().lagGrowthPerSecond()).isCloseTo(200, within(20.0));
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
  void aMultiplierWhoseRecordsAreBroughtTogetherBeforeTheBusyOperatorIsNotTheCause() {
    SimOperator split = model.operator("split", 1, 0.0005);
    SimOperator count = model.operator("count", 1, 0.0001);
    SimOperator score = model.operator("score", 1, 0.012);
    model.edge(model.source("source", 1, 0.0001).arriving(120), split);
    model.edge(split, count, Partitioning.HASH, 12);
    model.edge(count, score, Partitioning.HASH, 1.0 / 12);
    is(new Watched(model).run(40).diagnosis(), "score", Cause.CPU_BOUND);
  }

  @Test
  void aChainBehindASourceThatTellsNoArrivalsIsNearItsLimitWhereItComputesAllTheTime() {
    SimOperator source = model.source("generate", 1, 0.00005);
    source.tellsDemand = false;
    source.chain = List.of(new Chained("a", "generate"), new Chained("b", "score"));
    model.edge(source, model.operator("store", 1, 0.00001));
    assertThat(new Watched(model).run(30).last().health()).isEqualTo(Health.DEGRADED);
  }

  @Test
  void aSourceThatWaitsForWhatItFetchesIsTooSlowItselfThoughEachFetchMakesItWait() {
    SimOperator source = model.source("fetch", 1, 0.00001).arriving(1000);
    source.fetched = 800;
    model.edge(source, model.operator("store", 1, 0.0006));
    is(new Watched(model).run(25).diagnosis(), "fetch", Cause.SOURCE_BOUND);
  }

  @Test
  void recordsThatPileUpInLargeBuffersAreABottleneckBeforeAnySourceWaits() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(20);
    SimOperator parse = model.operator("parse", 1, 0.001);
    SimOperator call = model.operator("call", 1, 0.1).doing(Work.io());
    model.edge(source, parse).queue = 2_000;
    model.edge(parse, call).queue = 2_000;
    Watched watched = new Watched(model).run(25);
    is(watched.diagnosis(), "call", Cause.SYNC_IO);
    assertThat(watched.last().operators()).allMatch(o -> o.backpressuredMax() < 0.01);
    assertThat(watched.diagnosis().gain().factor()).isCloseTo(2, within(0.2));
  }

  @Test
  void ofTwoOperatorsBeforeWhichRecordsPileUpTheLastOneIsNamed() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(100);
    SimOperator parse = model.operator("parse", 1, 0.0125);
    SimOperator call = model.operator("call", 1, 0.02);
    model.edge(source, parse).queue = 5_000;
    model.edge(parse, call).queue = 5_000;
    is(new Watched(model).run(25).diagnosis(), "call", Cause.CPU_BOUND);
  }

  @Test
  void recordsThatPileUpBeforeAnOperatorThatWaitsItselfAreFollowedToTheOneThatItWaitsFor() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(420);
    SimOperator rates = model.operator("rates", 1, 0.0013).doing(Work.io());
    SimOperator match = model.operator("match", 1, 0.003);
    model.edge(source, rates).queue = 20_000;
    model.edge(rates, match).queue = 50;
    Watched watched = new Watched(model).run(25);
    is(watched.diagnosis(), "match", Cause.CPU_BOUND);
    assertThat(watched.last().operators().get(0).backpressuredMax()).isLessThan(0.01);
  }

  @Test
  void anOperatorNearItsLimitThatReadsAllThatComesIsNoBottleneckHoweverLargeItsBuffers() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(900);
    SimOperator score = model.operator("score", 1, 0.00102);
    model.edge(source, score).queue = 5_000;
    Watched watched = new Watched(model).run(90);
    assertThat(watched.reports).noneMatch(r -> r.health() == Health.BOTTLENECK);
  }

  @Test
  void aSourceThatCatchesUpFasterThanTheOperatorBehindItReadsIsNoBottleneckWhereItKeepsUpWithWhatArrives() {
    SimOperator source = model.source("source", 1, 0.004).arriving(600);
    SimOperator score = model.operator("score", 1, 0.0013);
    model.edge(source, score).queue = 20_000;
    Watched watched = new Watched(model);
    watched.run(8);
    source.costing(0.0008);
    int caughtUp = watched.reports.size();
    watched.run(40);
    assertThat(watched.reports.subList(caughtUp + 12, caughtUp + 40)).noneMatch(r -> r.health() == Health.BOTTLENECK);
  }

  @Test
  void batchesThatAreWorkedOffBeforeTheNextOneComesAreNoBottleneckThoughTheOperatorHardlyIdles() {
    SimOperator window = model.operator("window", 1, 0.0001);
    SimOperator score = model.operator("score", 1, 0.0095);
    model.edge(model.source("source", 1, 0.0001).arriving(100), window);
    model.edge(window, score).queue = 5_000;
    window.firesEvery = 6;
    Watched watched = new Watched(model).run(90);
    assertThat(watched.reports).noneMatch(r -> r.health() == Health.BOTTLENECK);
  }

  @Test
  void whereRecordsPileUpThePlaceIsNamedAndNotABusierOneThatKeepsUp() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(1000);
    SimOperator parse = model.operator("parse", 1, 0.0012);
    SimOperator store = model.operator("store", 1, 0.0008);
    model.edge(source, parse).queue = 50_000;
    model.edge(parse, store).queue = 1_000;
    is(new Watched(model).run(25).diagnosis(), "parse", Cause.CPU_BOUND);
  }

  @Test
  void aBacklogThatIsWorkedOffIsNoBottleneck() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(500);
    SimOperator score = model.operator("score", 1, 0.001);
    model.edge(source, score).queue = 20_000;
    Watched watched = new Watched(model).run(20);
    score.costing(0.1);
    watched.run(6);
    score.costing(0.001);
    watched.run(40);
    assertThat(watched.reports).noneMatch(r -> r.health() == Health.BOTTLENECK);
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
    assertThat(watched.last().sentence()).contains("all that arrives is handled");
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

  /** A source whose records all go to two branches, the second of which is too slow for them. */
  private List<SimOperator> fanOut() {
    SimOperator split = model.operator("split", 1, 0.0002);
    List<SimOperator> branches = List.of(model.operator("quick", 1, 0.0003), model.operator("slow", 1, 0.0018));
    model.edge(model.source("source", 1, 0.0001).arriving(700), split);
    branches.forEach(branch -> model.edge(split, branch));
    return branches;
  }
}
