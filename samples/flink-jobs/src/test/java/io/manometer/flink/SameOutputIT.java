package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A finite job on two TaskManagers prints a running balance for each of its orders: line for line the same with the
 * agent and without it. All orders of an account go one way, so its balances have one right order.
 */
@EnabledIfSystemProperty(named = "manometer.full", matches = "true", disabledReason = "part of the long suites")
class SameOutputIT {

  private static final int ORDERS = 20_000;
  private static final JobSetting TALLY = JobSetting.of("TallyJob", "rate", 5_000, "source-parallelism", 1,
      "parallelism", 4, "price-micros", 0, "fails-at", -1, "count", ORDERS);

  @Test
  void whatAJobWritesIsTheSameWithTheAgentAndWithoutIt() {
    List<String> without = output(WatchedCluster.withoutAgent("output-without"));
    List<String> with = output(WatchedCluster.withAgent("output-with"));

    assertThat(without).hasSize(ORDERS);
    assertThat(with.equals(without)).as("the lines are the same").isTrue();
  }

  /** All lines of the job, in one order however its subtasks were spread. */
  private static List<String> output(WatchedCluster cluster) {
    try (cluster) {
      String job = cluster.submit(TALLY);
      cluster.awaitState(job, "FINISHED");
      assertThat(cluster.taskManagers()).hasSize(2).allSatisfy(
          taskManager -> assertThat(taskManager.lines("tally")).isNotEmpty());
      return cluster.taskManagers().stream().flatMap(taskManager -> taskManager.lines("tally").stream())
          .map(line -> line.substring(line.indexOf("> ") + 2)).sorted().toList();
    }
  }
}
