package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Remedy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole diagnoses of simulated jobs whose subtasks do unlike work. */
class UnevenWorkTest extends SimulatedJob {

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

  /** The seconds in which only the other worker was heard say nothing about who was the busiest. */
  @Test
  void aHotKeyIsSkewFromTheFirstAnswerOnWhereItsWorkerIsHeardLater() {
    keyed(1250, 4, 0.001);
    model.edges.get(1).spread(90, 4, 3, 3);
    Watched watched = new Watched(model).run(1);
    watched.silenced.add("worker-" + model.operators.get(2).subtasks.get(0).worker);
    watched.run(7).silenced.clear();
    watched.run(17);
    assertThat(watched.reports.stream().flatMap(report -> report.diagnoses().stream()).map(Diagnosis::cause))
        .isNotEmpty().containsOnly(Cause.KEY_SKEW);
  }

  @Test
  void ofTwoSubtasksOneWithTwoThirdsOfTheRecordsIsSkewWhereEvenWorkWouldMeetTheDemand() {
    keyed(1750, 2, 0.001);
    model.edges.get(1).spread(65, 35);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "keyed", Cause.KEY_SKEW);
    assertThat(d.subtasks()).containsExactly(0);
  }

  @Test
  void unevenWorkThatIsTooMuchForAllSubtasksTogetherIsNoSkew() {
    keyed(3000, 2, 0.001);
    model.edges.get(1).spread(58, 42);
    is(new Watched(model).run(25).diagnosis(), "keyed", Cause.CPU_BOUND);
  }

  @Test
  void unevenRecordsOverAnEdgeThatIsNotByKeyAreLaidToItsPartitioningWithADoubt() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(1250);
    SimOperator store = model.operator("store", 4, 0.001);
    model.edge(source, store, Partitioning.UNKNOWN, 1).spread(3, 4, 90, 3);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "store", Cause.PARTITION_SKEW);
    assertThat(d.subtasks()).containsExactly(2);
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
  }

  @Test
  void recordsThatFollowTheKeyGroupsAreRoundingAndNoHotKey() {
    SimOperator keyed = keyed(2400, 3, 0.001).get(2);
    keyed.maxParallelism = Optional.of(4);
    model.edges.get(1).spread(2, 1, 1);
    is(new Watched(model).run(25).diagnosis(), "keyed", Cause.KEY_GROUP_ROUNDING);
  }

  @Test
  void recordsThatWouldFollowSomeNumberOfKeyGroupsAreSkewWithADoubtWhereTheNumberIsNotTold() {
    keyed(2400, 3, 0.001);
    model.edges.get(1).spread(2, 1, 1);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "keyed", Cause.KEY_SKEW);
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
    assertThat(reservations(d)).anyMatch(r -> r.contains("key groups"));
  }

  @Test
  void recordsThatFollowNoNumberOfKeyGroupsAreSkewWithoutADoubtThoughTheNumberIsNotTold() {
    keyed(2400, 3, 0.001);
    model.edges.get(1).spread(1, 2, 1);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "keyed", Cause.KEY_SKEW);
    assertThat(d.confidence()).isEqualTo(Confidence.HIGH);
  }

  @Test
  void likeRecordsAtUnlikeCostAreAnExpensiveKey() {
    keyed(1600, 4, 0.0004).get(2).costFactor[2] = 8;
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "keyed", Cause.EXPENSIVE_KEY);
    assertThat(d.subtasks()).containsExactly(2);
    assertThat(reservations(d)).noneMatch(r -> r.contains("CPU"));
  }

  @Test
  void whereCpuIsNotMeasuredItIsNotSaidThatTheRecordsOfAnExpensiveKeyCostNoMoreOfIt() {
    keyed(1600, 4, 0.0004).get(2).costFactor[2] = 8;
    model.detail = FlowModel.Detail.coarse();
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "keyed", Cause.EXPENSIVE_KEY);
    assertThat(reservations(d)).contains("Whether the records of the busiest subtask cost it more CPU is not known.")
        .noneMatch(r -> r.contains("do not cost it more CPU"));
  }

  @Test
  void recordsThatTakeLongerOnOneSubtaskForTheSameCpuLeaveADoubtAboutTheKey() {
    keyed(1500, 2, 0.001);
    model.starvedShare[1] = 0.6;
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "keyed", Cause.EXPENSIVE_KEY);
    assertThat(reservations(d)).anyMatch(r -> r.contains("do not cost it more CPU"));
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
    assertThat(d.confidence()).isEqualTo(Confidence.HIGH);
  }

  @Test
  void aHotKeyOnAWorkerThatIsSomewhatSlowIsSkewAndNoSlowHost() {
    SimOperator source = model.source("source", 2, 0.0001).arriving(1500);
    SimOperator parse = model.operator("parse", 2, 0.0004);
    SimOperator score = model.operator("score", 2, 0.0007);
    model.edge(source, parse);
    model.edge(parse, score, Partitioning.HASH, 1).spread(1, 3);
    for (SimOperator operator : List.of(source, parse, score)) {
      operator.costFactor[1] = 1.4;
    }
    is(new Watched(model).run(25).diagnosis(), "score", Cause.KEY_SKEW);
  }

  @Test
  void whereOnlyOperatorsThatMayGetTheSameKeysAreComparedASlowHostIsDoubted() {
    SimOperator count = model.operator("count", 2, 0.0004);
    SimOperator score = model.operator("score", 2, 0.0007);
    model.edge(model.source("source", 1, 0.0001).arriving(1500), count, Partitioning.HASH, 1);
    model.edge(count, score, Partitioning.HASH, 1);
    for (SimOperator operator : List.of(count, score)) {
      operator.costFactor[1] = 2.6;
    }
    Diagnosis d = new Watched(model).run(25).diagnosis();
    assertThat(d.cause()).isEqualTo(Cause.SLOW_HOST);
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
    assertThat(reservations(d)).anyMatch(r -> r.contains("may get the same records"));
  }

  @Test
  void unevenPartitionsOfTheSourceArePartitionSkew() {
    SimOperator source = model.source("source", 4, 0.001).arriving(1500);
    source.arrivalShares = new double[] {0.85, 0.05, 0.05, 0.05};
    model.edge(source, model.operator("store", 2, 0.0001));
    is(new Watched(model).run(25).diagnosis(), "source", Cause.PARTITION_SKEW);
  }

  @Test
  void aSourceWithEvenPartitionsForHalfOfItsSubtasksIsTooSlowAndNotUneven() {
    partitioned(2500, 0.5, 0.5, 0, 0);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "source", Cause.SOURCE_BOUND);
    assertThat(d.remedies().get(0).action()).isEqualTo(
        "Give \"source\" more partitions to read: 2 of its 4 subtasks have none.");
    assertThat(d.evidence()).anyMatch(
        e -> e.signal().equals("subtasks without a partition") && e.observed().equals("2 of 4"));
  }

  @Test
  void unevenPartitionsAreSkewBesideASubtaskThatHasNone() {
    partitioned(1500, 0.8, 0.1, 0.1, 0);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "source", Cause.PARTITION_SKEW);
    assertThat(d.subtasks()).containsExactly(0);
    assertThat(d.summary()).contains("subtask 0 gets");
  }

  @Test
  void whatStandsBehindSubtasksWithoutAPartitionIsTiedToThePartitionsAndToldToSpreadItsRecords() {
    SimOperator source = partitioned(2500, 0.5, 0.5, 0, 0).costing(0.0001);
    SimOperator decode = model.operator("decode", 4, 0.001);
    model.edge(source, decode, Partitioning.FORWARD, 1);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "decode", Cause.PARTITION_SKEW);
    assertThat(d.remedies()).extracting(Remedy::action).startsWith(
        "Spread the records evenly right behind the source.",
        "Have a partition for each subtask of the source, and fill them evenly at the producer.");
  }

  @Test
  void aPartitionerThatPrefersOneSubtaskIsPartitionSkewAndNoHotKey() {
    SimOperator source = model.source("source", 1, 0.0001).arriving(1250);
    SimOperator store = model.operator("store", 4, 0.001);
    model.edge(source, store, Partitioning.CUSTOM, 1).spread(90, 4, 3, 3);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "store", Cause.PARTITION_SKEW);
    assertThat(d.remedies().get(0).how()).isEqualTo("the custom partitioner before \"store\"");
  }

  /** A source whose subtasks read so much of what arrives, and none of which tells its lag without a partition. */
  private SimOperator partitioned(double rate, double... shares) {
    SimOperator source = model.source("source", shares.length, 0.001).arriving(rate);
    source.arrivalShares = shares;
    source.silentWithoutArrivals = true;
    model.edge(source, model.operator("store", 1, 0.0001));
    return source;
  }

  private static List<String> reservations(Diagnosis d) {
    return d.evidence().stream().filter(e -> e.signal().equals("reservation")).map(Evidence::observed).toList();
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
}
