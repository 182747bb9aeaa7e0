package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.scenarios.run.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/**
 * The agent put into TaskManagers whose job runs already, and taken out again: once, or ten times with
 * {@code -Dmanometer.full=true}.
 */
class AttachToFlinkIT {

  private static final int CYCLES = Boolean.getBoolean("manometer.full") ? 10 : 1;
  private static final String TASKS = "org.apache.flink.streaming.runtime.tasks.";
  private static final List<String> WOVEN = List.of(TASKS + "StreamTask", TASKS + "mailbox.TaskMailboxImpl",
      "org.apache.flink.runtime.io.network.buffer.LocalBufferPool");

  @Test
  void aJobThatRunsIsDiagnosedInFullAndItsTaskManagersAreLeftAsTheyWere() throws Exception {
    try (WatchedCluster cluster = WatchedCluster.withoutAgent("attach")) {
      String job = cluster.runScenario("cpu-operator");
      cluster.awaitHeldBack(job);
      AgentCommand agent = new AgentCommand(cluster.agentJar());
      List<Map<String, String>> before = look(cluster);
      assertThat(before).hasSize(2).allSatisfy(code -> assertThat(code).containsOnlyKeys(WOVEN));

      for (int cycle = 0; cycle < CYCLES; cycle++) {
        long begun = System.nanoTime();
        for (Child taskManager : cluster.taskManagers()) {
          assertThat(agent.attach(taskManager.pid(), cluster.agentOptions())).matches("attached: [1-9] tasks? found.*");
        }
        if (cycle == 0) {
          JsonNode report = cluster.awaitReport(job, "the whole diagnosis of a job that ran before the agent came",
              latest -> WatchedCluster.names(latest, "price", "CPU_BOUND"));
          System.out.printf("diagnosed %.1f s after the first order to attach%n", (System.nanoTime() - begun) / 1e9);
          assertThat(report.path("coverage").path("subtasksKnown").asInt()).isEqualTo(4);
          assertWoven(look(cluster), before);
        }
        for (Child taskManager : cluster.taskManagers()) {
          assertThat(agent.detach(taskManager.pid())).startsWith("detached: every class has its own code again");
        }
      }

      assertThat(look(cluster)).isEqualTo(before);
      for (Child taskManager : cluster.taskManagers()) {
        JvmContent left = new JvmContent(taskManager.pid());
        assertThat(left.threadsNamed("manometer")).isEmpty();
        assertThat(left.threadsNamed("HTTP-Dispatcher")).isEmpty();
        assertThat(left.objectsOf("io.manometer.agent.boot.InnerLoader")).isZero();
        assertThat(taskManager.lines("[manometer]")).isEmpty();
      }
      assertThat(cluster.flink().rest().state(job)).isEqualTo("RUNNING");
      assertThat(cluster.flink().rest().get("/jobs/" + job + "/exceptions").path("exceptionHistory").path("entries"))
          .isEmpty();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "manometer.full", matches = "true", disabledReason = "part of the long suites")
  void aSourceOfTheOldKindThatIsHeldBackIsFoundInTheMidstOfItsWait() {
    try (WatchedCluster cluster = WatchedCluster.withoutAgent("attach-old-source")) {
      String job = cluster.submit(JobSetting.of("CountJob", "pause-millis", 1));
      cluster.awaitHeldBack(job);

      for (Child taskManager : cluster.taskManagers()) {
        new AgentCommand(cluster.agentJar()).attach(taskManager.pid(), cluster.agentOptions());
      }

      JsonNode report = cluster.awaitReport(job, "the whole diagnosis of a job with a source of the old kind",
          latest -> latest.path("diagnoses").path(0).path("operator").path("name").asString("").equals("pause")
              && latest.path("coverage").path("subtasksSeen").asInt() == 3);
      assertThat(report.path("operators").path(0).path("name").asString("")).isEqualTo("Source: numbers");
      assertThat(report.path("operators").path(0).path("backpressuredMax").asDouble(0)).isGreaterThan(0.9);
    }
  }

  private static void assertWoven(List<Map<String, String>> during, List<Map<String, String>> before) {
    for (int i = 0; i < before.size(); i++) {
      for (String type : WOVEN) {
        assertThat(during.get(i).get(type)).as(type).isNotEqualTo(before.get(i).get(type));
      }
    }
  }

  private static List<Map<String, String>> look(WatchedCluster cluster) throws Exception {
    List<Map<String, String>> code = new ArrayList<>();
    for (Child taskManager : cluster.taskManagers()) {
      code.add(ClassWitness.codeIn(taskManager.pid(), WOVEN, cluster.folder()));
    }
    return code;
  }
}
