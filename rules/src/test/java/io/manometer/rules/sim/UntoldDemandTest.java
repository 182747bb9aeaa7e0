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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated jobs whose sources do not tell what waits for them: all that is known is how they spend their time. */
class UntoldDemandTest extends SimulatedJob {

  private final SimOperator source = untold(model.source("rows", 1, 0.00001));

  @Test
  void aSourceThatNeverRestsIsHeldBackByTheOperatorThatItWaitsFor() {
    model.edge(source, model.operator("store", 1, 0.001));
    is(new Watched(model).run(25).diagnosis(), "store", Cause.CPU_BOUND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0003, 0.0004, 0.0006, 0.0007})
  void aSourceThatEmitsEachSecondsRowsAtOnceAndSleepsIsNotHeldBack(double cost) {
    source.sleepsForInput = true;
    noneHoldsBack(cost);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0003, 0.0004, 0.0006, 0.0007})
  void norIsItWhereItsTimeIsNotTold(double cost) {
    source.sleepsForInput = true;
    model.detail = FlowModel.Detail.coarse();
    noneHoldsBack(cost);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0003, 0.0005, 0.0007})
  void burstsThatAreWorkedOffBeforeTheNextOneAreHealthy(double cost) {
    source.arriving(1000).arrivesEvery = 5;
    model.edge(source, model.operator("store", 1, cost));
    assertNoneHoldsBack();
  }

  @Test
  void whoeverWorksMostOfTheTimeAndSendsTheRestAtOnceIsNamedAndNotTheIdleConsumer() {
    SimOperator fan = model.operator("fan", 1, 0.4);
    model.edge(source, fan);
    model.edge(fan, model.operator("store", 1, 0.00015), Partitioning.REBALANCE, 1500);
    is(new Watched(model).run(25).diagnosis(), "fan", Cause.CPU_BOUND);
  }

  @Test
  void aCallChainedBehindTheSourceHoldsTheJobBackWhereItLeavesNoTimeToRest() {
    chained(Work.io());
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "rows", Cause.SYNC_IO);
    assertThat(d.chainOperator().name()).isEqualTo("call");
    assertThat(d.confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(d.summary()).startsWith("\"rows\" (\"call\" in its chain) holds the job back");
  }

  @Test
  void aCallThatLeavesTimeToRestDoesNot() {
    chained(Work.io());
    source.arriving(400);
    assertNoneHoldsBack();
  }

  @Test
  void aThrottleChainedBehindTheSourceDoesNotAndYetLeavesItNoTime() {
    chained(Work.of(StackClass.SLEEP, 0.95));
    assertNoneHoldsBack();
    assertThat(new Watched(model).run(20).last().health()).isEqualTo(Health.DEGRADED);
  }

  @Test
  void codeChainedBehindTheSourceHoldsTheJobBackWhereEachRecordTakesACoreForLongerThanReadingItCan() {
    chained(Work.cpu());
    source.chainCulprit = null;
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "rows", Cause.CPU_BOUND);
    assertThat(d.confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void aStepIsRecommendedAndNoGainForetoldWhereNeitherTheDemandNorAnotherOperatorBoundsIt() {
    model.edge(source, model.operator("call", 1, 0.01).doing(Work.io()));
    Diagnosis d = new Watched(model).run(25).diagnosis();
    assertThat(d.gain()).isNull();
    assertThat(d.nextBottleneck()).isNull();
    assertThat(d.remedies()).extracting(Remedy::action)
        .contains("Raise the parallelism of \"call\" from 1 to 3.");
    assertThat(d.remedies()).extracting(Remedy::how)
        .contains("replace the blocking call at com.acme.socket_io.Step.run:42");
    assertThat(d.remedies()).extracting(Remedy::why)
        .anyMatch(why -> why.contains("How much waits is not known: look again after this step."));
  }

  @Test
  void theGainIsUpToWhatTheNextOperatorTakesWhereThatHasLittleRoom() {
    SimOperator call = model.operator("call", 1, 0.001).doing(Work.io());
    model.edge(source, call);
    model.edge(call, model.operator("store", 1, 0.00025));
    Diagnosis d = new Watched(model).run(25).diagnosis();
    assertThat(d.gain().factor()).isBetween(3.5, 4.5);
    assertThat(d.gain().summary()).startsWith("Up to about ").contains("; then \"store\" is the limit");
    assertThat(d.remedies()).extracting(Remedy::action)
        .contains("Raise the parallelism of \"call\" from 1 to 3.");
  }

  @Test
  void whoMakesASourceWaitThatPacesItselfIsNamedWhereItHasNoTimeLeft() {
    source.costing(0.001).doing(Work.of(StackClass.SLEEP, 0.95));
    model.edge(source, model.operator("store", 1, 0.0019));
    is(new Watched(model).run(40).diagnosis(), "store", Cause.CPU_BOUND);
  }

  @Test
  void oneSubtaskAfterTheOtherMayBeTheBusiest() {
    SimEdge edge = model.edge(source, model.operator("store", 4, 0.001), Partitioning.HASH, 1);
    Watched watched = new Watched(model);
    for (int turn = 0; turn < 15; turn++) {
      Arrays.fill(edge.shares, 0.03);
      edge.shares[turn % 4] = 0.91;
      watched.run(2);
    }
    assertThat(watched.diagnosis().operator().name()).isEqualTo("store");
  }

  @Test
  void aSourceThatWaitsForWhatItFetchesDoesNot() {
    chained(Work.io());
    source.chainCulprit = "source";
    assertNoneHoldsBack();
  }

  @Test
  void recordsThatAreMultipliedInTheChainOfTheSourceAreAmplification() {
    source.costing(0.001).chain = List.of(new Chained("source", "rows"), new Chained("many", "many"));
    model.edge(source, model.operator("store", 1, 0.0005), Partitioning.REBALANCE, 50);
    is(new Watched(model).run(25).diagnosis(), "rows", Cause.AMPLIFICATION);
  }

  @Test
  void whoTakesLongForEachOfManyRecordsIsSlowItself() {
    source.costing(0.001).chain = List.of(new Chained("source", "rows"), new Chained("many", "many"));
    model.edge(source, model.operator("store", 1, 0.0015), Partitioning.REBALANCE, 12);
    is(new Watched(model).run(25).diagnosis(), "store", Cause.CPU_BOUND);
  }

  @Test
  void heavyCodeOnACrowdedHostIsCpuBoundWhereItIsNotKnownWhatEnoughCoresWouldDo() {
    crowded(1);
    is(new Watched(model).run(25).diagnosis(), "store", Cause.CPU_BOUND);
  }

  @Test
  void whereOthersTakeTheCoresItIsStarvedOfThem() {
    crowded(8);
    is(new Watched(model).run(25).diagnosis(), "store", Cause.CPU_STARVED);
  }

  private void crowded(int cores) {
    model.cores = cores;
    model.edge(source, model.operator("store", 4, 0.001));
    Arrays.fill(model.starvedShare, 0.5);
  }

  private static SimOperator untold(SimOperator source) {
    source.tellsDemand = false;
    return source;
  }

  private void noneHoldsBack(double cost) {
    source.arriving(1000).arrivesEvery = 1;
    model.edge(source, model.operator("store", 1, cost));
    assertNoneHoldsBack();
  }

  private void assertNoneHoldsBack() {
    assertThat(new Watched(model).run(60).reports.subList(20, 60)).extracting(Report::health)
        .doesNotContain(Health.BOTTLENECK, Health.INSUFFICIENT_DATA);
  }

  private void chained(Work work) {
    source.costing(0.002).doing(work).chain = List.of(new Chained("source", "rows"), new Chained("call", "call"));
    source.chainCulprit = "call";
    model.edge(source, model.operator("store", 1, 0.0002));
  }
}
