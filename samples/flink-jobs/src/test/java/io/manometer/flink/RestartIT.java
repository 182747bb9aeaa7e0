package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/**
 * A job that has a bottleneck fails and starts again, is rescaled, loses its JobManager: the report says what it does
 * not know, and then what is. {@link TaskManagerLossIT} takes the TaskManagers away.
 */
@EnabledIfSystemProperty(named = "manometer.full", matches = "true", disabledReason = "part of the long suites")
class RestartIT {

  private static final int FAILS_AT = 60_000;
  private static final JobSetting TALLY = JobSetting.of("TallyJob", "rate", 2_400, "source-parallelism", 1,
      "parallelism", 1, "price-micros", 500, "fails-at", FAILS_AT);

  @Test
  void aJobThatFailedIsJudgedAnewByItsSecondAttemptAlone() {
    try (WatchedCluster cluster = WatchedCluster.withAgent("failure")) {
      String job = cluster.submit(TALLY);
      cluster.awaitReport(job, "the bottleneck to be named", RestartIT::namesPrice);

      JsonNode between = cluster.awaitReport(job, "the report to say that the job starts", RestartIT::knowsNothing);
      assertThat(between.path("missing").path(0).asString("")).contains("have just started");

      JsonNode after = cluster.awaitReport(job, "the bottleneck to be named again", RestartIT::namesPrice);
      assertThat(after.path("coverage").path("subtasksKnown").asInt()).isEqualTo(4);
      assertThat(events(after)).containsExactly("All 4 subtasks were started anew, as attempt 2.");
      assertThat(cluster.flink().rest().get("/jobs/" + job + "/exceptions").toString())
          .contains("order " + FAILS_AT + " cannot be read");
    }
  }

  @Test
  void aJobThatIsRescaledIsFollowedToItsNewParallelism() throws Exception {
    try (WatchedCluster cluster = new WatchedCluster("rescale", true, List.of(), Map.of(
        "jobmanager.scheduler", "adaptive",
        "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling", "0 s",
        "jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout", "0 s"))) {
      String job = cluster.runScenario("cpu-operator");
      cluster.awaitReport(job, "the bottleneck to be named", RestartIT::namesPrice);

      cluster.flink().rest().rescale(job, with(cluster.flink().rest().get("/jobs/" + job), "price", 2));

      JsonNode after = cluster.awaitReport(job, "the job to be healthy with two of price",
          latest -> parallelism(latest, "price") == 2 && latest.path("health").asString("").equals("HEALTHY"));
      assertThat(after.path("coverage").path("subtasksKnown").asInt()).isEqualTo(5);
      assertThat(events(after)).contains("\"price\" went from 1 to 2 subtasks.");
      assertThat(after.path("afterChange").path("operator").asString("")).isEqualTo("price");
    }
  }

  @Test
  void aJobThatIsLostWithItsJobManagerIsNotJudgedAndTheNextOneIs() throws Exception {
    try (WatchedCluster cluster = WatchedCluster.withAgent("jobmanager")) {
      String lost = cluster.runScenario("cpu-operator");
      cluster.awaitReport(lost, "the bottleneck to be named", RestartIT::namesPrice);

      cluster.flink().restartJobManager();
      cluster.awaitReport(lost, "the report to say that it knows nothing now", RestartIT::knowsNothing);
      cluster.flink().awaitTaskManagers(2);
      cluster.uploadJobs();
      String next = cluster.runScenario("cpu-operator");

      cluster.awaitReport(next, "the next job's bottleneck to be named", RestartIT::namesPrice);
    }
  }

  private static boolean namesPrice(JsonNode report) {
    assertPossible(report);
    return WatchedCluster.names(report, "price", "CPU_BOUND");
  }

  private static boolean knowsNothing(JsonNode report) {
    assertPossible(report);
    return report.path("health").asString("").equals("INSUFFICIENT_DATA");
  }

  /** Two attempts taken for one would show as rates below zero or as more than all of the time. */
  private static void assertPossible(JsonNode report) {
    for (JsonNode operator : report.path("operators")) {
      for (JsonNode subtask : operator.path("subtasks")) {
        for (String share : List.of("busy", "backpressured", "idle")) {
          assertThat(subtask.path(share).asDouble(0)).as(subtask.toString()).isBetween(0.0, 1.001);
        }
        for (String rate : List.of("readsPerSecond", "writesPerSecond")) {
          assertThat(subtask.path(rate).asDouble(0)).as(subtask.toString()).isGreaterThanOrEqualTo(0);
        }
      }
    }
  }

  private static List<String> events(JsonNode report) {
    return report.path("events").valueStream().map(event -> event.path("summary").asString("")).toList();
  }

  private static int parallelism(JsonNode report, String operator) {
    for (JsonNode view : report.path("operators")) {
      if (view.path("name").asString("").equals(operator)) {
        return view.path("parallelism").asInt();
      }
    }
    return 0;
  }

  /** The parallelism of each vertex as Flink tells it, but for one. */
  private static Map<String, Integer> with(JsonNode job, String name, int parallelism) {
    Map<String, Integer> wanted = new TreeMap<>();
    for (JsonNode vertex : job.path("vertices")) {
      boolean changed = vertex.path("name").asString("").equals(name);
      wanted.put(vertex.path("id").asString(), changed ? parallelism : vertex.path("parallelism").asInt());
    }
    return wanted;
  }
}
