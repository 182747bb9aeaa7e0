package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/**
 * Two jobs of one name run in the same TaskManagers at once; their sources have the same vertex id too. The job's id alone
 * tells their tasks apart.
 */
@EnabledIfSystemProperty(named = "manometer.full", matches = "true", disabledReason = "part of the long suites")
class SeveralJobsIT {

  private static final Set<String> PRICING = Set.of("Source: orders", "price", "book: Writer");
  private static final Set<String> SETTLEMENT = Set.of("Source: orders", "balance", "book: Writer");

  @Test
  void eachJobIsJudgedByItsOwnOperators() throws InterruptedException {
    try (WatchedCluster cluster = WatchedCluster.withAgent("several")) {
      String slow = cluster.runScenario("cpu-operator");
      String healthy = cluster.runScenario("healthy");

      cluster.awaitReport(slow, "price to be named", SeveralJobsIT::namesPrice);
      cluster.awaitReport(healthy, "the other job to be healthy", SeveralJobsIT::isHealthy);
      JsonNode slowReport = cluster.awaitReport(slow, "price to be named still", SeveralJobsIT::namesPrice);
      JsonNode healthyReport =
          cluster.awaitReport(healthy, "the other job to be healthy still", SeveralJobsIT::isHealthy);

      assertThat(workers(slowReport)).hasSize(2).isEqualTo(workers(healthyReport));
      assertThat(source(slowReport).path("id").asString()).isEqualTo(source(healthyReport).path("id").asString());
      assertThat(slowReport.path("coverage").path("subtasksKnown").asInt()).isEqualTo(4);
      assertThat(healthyReport.path("coverage").path("subtasksKnown").asInt()).isEqualTo(5);
      assertThat(held(slowReport)).isGreaterThan(0);

      cluster.flink().rest().cancel(slow);
      cluster.awaitState(slow, "CANCELED");
      cluster.awaitReport(slow, "the report to say that it knows nothing now",
          report -> report.path("health").asString("").equals("INSUFFICIENT_DATA"));
      cluster.awaitReport(healthy, "the other job to be healthy alone", SeveralJobsIT::isHealthy);
    }
  }

  private static boolean namesPrice(JsonNode report) {
    assertThat(PRICING).containsAll(names(report));
    return WatchedCluster.names(report, "price", "CPU_BOUND");
  }

  private static boolean isHealthy(JsonNode report) {
    assertThat(SETTLEMENT).containsAll(names(report));
    assertThat(report.path("diagnoses")).as("of a job that keeps up: " + report).isEmpty();
    return report.path("health").asString("").equals("HEALTHY");
  }

  private static Set<String> names(JsonNode report) {
    Set<String> names = new TreeSet<>();
    report.path("operators").forEach(operator -> names.add(operator.path("name").asString("")));
    return names;
  }

  private static JsonNode source(JsonNode report) {
    for (JsonNode operator : report.path("operators")) {
      if (operator.path("name").asString("").equals("Source: orders")) {
        return operator;
      }
    }
    throw new AssertionError("no source in " + report);
  }

  private static double held(JsonNode report) {
    return source(report).path("subtasks").path(0).path("backpressured").asDouble(0);
  }

  private static Set<String> workers(JsonNode report) {
    Set<String> workers = new TreeSet<>();
    for (JsonNode operator : report.path("operators")) {
      operator.path("subtasks").forEach(subtask -> workers.add(subtask.path("worker").asString("")));
    }
    return workers;
  }
}
