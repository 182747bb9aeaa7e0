package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.source.flink.RecordedCluster.Answer;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.WorkerReading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is read out of the answers of real clusters. The recordings are the life of one job, a poll each eleven seconds: it
 * is being deployed, runs, fails and begins anew, runs, and is cancelled. Its source is of the old kind, and a second
 * pipeline in it has ended before long.
 */
class RestContractTest {

  private static final int STARTING = 0;
  private static final int RUNNING = 2;
  private static final int AGAIN = 4;
  private static final int CANCELLED = 5;

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.5"})
  void aTaskThatIsBeingDeployedIsNotReadThoughFlinkCallsItBusy(String release) throws Exception {
    try (RecordedCluster cluster = new RecordedCluster(release + "/life")) {
      String id = id(cluster, "price");
      JsonNode price = vertex(cluster, STARTING, "price");
      assertThat(price.path("subtasks").path(0).path("status").asString()).isEqualTo("DEPLOYING");
      assertThat(cluster.recorded(STARTING, id + "/backpressure")).singleElement().satisfies(
          answer -> assertThat(answer.body()).contains("\"busyRatio\":1.0"));
      assertThat(cluster.observations().get(STARTING)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.5"})
  void busyTimeThatIsNaNIsAbsentAndTheOthersAreTotals(String release) throws Exception {
    try (RecordedCluster cluster = new RecordedCluster(release + "/life")) {
      List<Observation> running = cluster.observations().get(RUNNING);
      assertThat(vertex(cluster, RUNNING, "Source: orders").path("subtasks").path(0).path("metrics")
          .path("accumulated-busy-time").asString()).isEqualTo("NaN");
      assertThat(of(running, "Source: orders")).singleElement().satisfies(source -> assertThat(source.spent())
          .isInstanceOfSatisfying(Spent.Shares.class, shares -> assertThat(shares.busy()).isEmpty()));
      assertThat(of(running, "price")).hasSize(2).allSatisfy(price -> {
        assertThat(price.spent()).isInstanceOf(Spent.Totals.class);
        assertThat(price.recordsIn()).hasValueSatisfying(n -> assertThat(n).isPositive());
      });
      assertThat(of(running, "book: Writer")).hasSize(2).allSatisfy(
          book -> assertThat(book.recordsOut()).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.5"})
  void eachTaskManagerIsAWorkerWithItsOwnJvm(String release) throws Exception {
    try (RecordedCluster cluster = new RecordedCluster(release + "/life")) {
      List<WorkerReading> workers = cluster.observations().get(RUNNING).stream().map(Observation::worker).toList();
      assertThat(workers).hasSize(2).allSatisfy(worker -> {
        assertThat(worker.runtime()).contains("flink " + release);
        assertThat(worker.host()).isEqualTo("127.0.0.1");
        assertThat(worker.gcPauseMillis()).isPresent();
        assertThat(worker.processCpuNanos()).isPresent();
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.5"})
  void whatHasFinishedIsNoLongerPartOfTheJob(String release) throws Exception {
    try (RecordedCluster cluster = new RecordedCluster(release + "/life")) {
      assertThat(cluster.observations().get(RUNNING).get(0).job().operators()).extracting(Operator::name)
          .containsExactlyInAnyOrder("Source: orders", "price", "book: Writer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.5"})
  void aRestartIsANewAttemptWhoseTotalsBeginAnew(String release) throws Exception {
    try (RecordedCluster cluster = new RecordedCluster(release + "/life")) {
      List<List<Observation>> all = cluster.observations();
      assertThat(of(all.get(RUNNING), "price")).allSatisfy(price -> assertThat(price.attempt()).isZero());
      assertThat(of(all.get(AGAIN), "price")).hasSize(2).allSatisfy(price -> {
        assertThat(price.attempt()).isEqualTo(1);
        assertThat(price.spent()).isInstanceOfSatisfying(Spent.Totals.class,
            totals -> assertThat(totals.ageNanos()).isBetween(5_000_000_000L, 40_000_000_000L));
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.5"})
  void aJobThatWasCancelledIsListedAndNotRead(String release) throws Exception {
    try (RecordedCluster cluster = new RecordedCluster(release + "/life")) {
      assertThat(cluster.observations().get(CANCELLED)).isEmpty();
      assertThat(cluster.asked()).containsExactly("/jobs/overview");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.5"})
  void aVertexThatFlinkFailsToAnswerForLeavesTheOthersWhole(String release) throws Exception {
    try (RecordedCluster cluster = new RecordedCluster(release + "/life")) {
      cluster.change("/vertices/" + id(cluster, "book: Writer"),
          answer -> new Answer(500, "{\"errors\":[\"Internal server error.\"]}"));
      List<Observation> running = cluster.observations().get(RUNNING);
      assertThat(of(running, "book: Writer")).isEmpty();
      assertThat(of(running, "price")).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.5"})
  void aVertexWhoseMetricsAreRenewedWhileItIsReadIsReadAgain(String release) throws Exception {
    try (RecordedCluster cluster = new RecordedCluster(release + "/life")) {
      List<List<Observation>> whole = cluster.observations();
      cluster.renewsLate(RUNNING, "/vertices/" + id(cluster, "book: Writer"));
      List<List<Observation>> late = cluster.observations();
      assertThat(of(whole.get(RUNNING), "book: Writer")).hasSize(2);
      assertThat(of(late.get(RUNNING), "book: Writer")).isEqualTo(of(whole.get(RUNNING), "book: Writer"));
    }
  }

  private static List<SubtaskReading> of(List<Observation> observations, String vertex) {
    return observations.stream()
        .flatMap(observation -> observation.subtasks().stream().filter(subtask -> observation.job()
            .operator(subtask.id().operator()).map(Operator::name).equals(Optional.of(vertex))))
        .toList();
  }

  private static String id(RecordedCluster cluster, String vertex) {
    for (Answer answer : cluster.recorded(RUNNING, "/jobs/")) {
      for (JsonNode one : new JsonMapper().readTree(answer.body()).path("vertices")) {
        if (one.path("name").asString("").equals(vertex)) {
          return one.path("id").asString();
        }
      }
    }
    throw new AssertionError("no vertex " + vertex + " was recorded");
  }

  private static JsonNode vertex(RecordedCluster cluster, int poll, String vertex) {
    String id = id(cluster, vertex);
    return cluster.recorded(poll, "/vertices/" + id).stream()
        .map(answer -> new JsonMapper().readTree(answer.body()))
        .filter(answer -> answer.path("subtasks").size() > 0 && answer.has("parallelism"))
        .findFirst().orElseThrow();
  }
}
