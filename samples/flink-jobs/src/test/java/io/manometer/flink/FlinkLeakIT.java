package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.scenarios.run.Child;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job submitted and cancelled again and again leaves no class loader in the TaskManagers and next to no metaspace, with
 * the agent as without. What the JVM keeps by soft references is let go of at each collection.
 */
@EnabledIfSystemProperty(named = "manometer.full", matches = "true", disabledReason = "part of the long suites")
class FlinkLeakIT {

  /** With or without the agent, metaspace grows by 2.5 MB in the first 100 jobs, and ever slower: a leak would go on. */
  private static final int WARM_UP = 100;
  private static final int CYCLES = 50;
  private static final long MOST_KILOBYTES = 1024;
  private static final JobSetting SMALL =
      JobSetting.of("SettlementJob", "rate", 200, "source-parallelism", 2, "parallelism", 2);

  /** What one TaskManager holds. */
  private record Held(long userClassLoaders, long metaspaceKilobytes) {}

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fiftyJobsLeaveNoClassLoaderAndAtMostOneMegabyteOfMetaspace(boolean agent) throws Exception {
    try (WatchedCluster cluster = new WatchedCluster("leak-" + agent, agent, List.of("-XX:SoftRefLRUPolicyMSPerMB=0"),
        Map.of("web.refresh-interval", "100 ms"))) {
      submitAndCancel(cluster, WARM_UP);
      List<Held> before = held(cluster);
      submitAndCancel(cluster, CYCLES);
      List<Held> after = held(cluster);
      System.out.printf("%s the agent, after %d jobs %s, after %d more %s%n",
          agent ? "with" : "without", WARM_UP, before, CYCLES, after);

      for (int i = 0; i < after.size(); i++) {
        assertThat(after.get(i).userClassLoaders()).isLessThanOrEqualTo(before.get(i).userClassLoaders());
        assertThat(after.get(i).metaspaceKilobytes() - before.get(i).metaspaceKilobytes())
            .as("KiB of metaspace by which TaskManager %d grew", i + 1).isLessThanOrEqualTo(MOST_KILOBYTES);
      }
    }
  }

  private static void submitAndCancel(WatchedCluster cluster, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      String job = cluster.submit(SMALL);
      cluster.flink().rest().awaitRunning(job, Duration.ofSeconds(60));
      cluster.flink().rest().cancel(job);
      cluster.awaitState(job, "CANCELED");
    }
  }

  private static List<Held> held(WatchedCluster cluster) {
    List<Held> held = new ArrayList<>();
    for (Child taskManager : cluster.taskManagers()) {
      JvmContent content = new JvmContent(taskManager.pid());
      content.objectsOf("ChildFirstClassLoader");
      held.add(new Held(content.objectsOf("ChildFirstClassLoader"), content.metaspaceKilobytes()));
    }
    return held;
  }
}
