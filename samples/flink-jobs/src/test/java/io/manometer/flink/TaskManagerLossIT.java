package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.flink.cluster.ClusterSettings;
import io.manometer.flink.cluster.FlinkCluster;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.run.AnalyzerClient;
import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.Processes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** A TaskManager is killed while its job has a bottleneck; Flink starts the job again on another one. */
@EnabledIfSystemProperty(named = "manometer.full", matches = "true", disabledReason = "part of the long suites")
class TaskManagerLossIT {

  private static final Path MODULE = Path.of("samples/flink-jobs").toAbsolutePath();

  @Test
  void theReportDropsWhatItNoLongerKnowsAndNamesTheBottleneckAgain() {
    ClusterParts.assumeBuilt(FlinkRelease.V2_3, false);
    Path folder = Path.of("build", "runs", "test-" + ProcessHandle.current().pid(), "loss");
    Launch launch = new Launch(
        Path.of("agent/dist/target/manometer-agent.jar"), Path.of("analyzer-service/target/manometer.jar"), 0, folder);
    try (Processes processes = new Processes(launch)) {
      AnalyzerClient analyzer = processes.startAnalyzer(List.of());
      FlinkCluster flink = FlinkCluster.start(processes, settings(processes));
      String job = start(flink);
      processes.await("the bottleneck to be named", () -> namesPrice(analyzer, job));
      Set<String> before = workers(analyzer, job);
      assertThat(before).isNotEmpty();

      for (Child taskManager : flink.taskManagers()) {
        flink.kill(taskManager);
      }
      processes.await("the report to say that it knows nothing now",
          () -> health(analyzer, job).equals("INSUFFICIENT_DATA"));

      flink.addTaskManager();
      flink.addTaskManager();
      processes.await("the bottleneck to be named again", () -> namesPrice(analyzer, job));
      assertThat(workers(analyzer, job)).isNotEmpty().doesNotContainAnyElementsOf(before);
    }
  }

  private static ClusterSettings settings(Processes processes) {
    return ClusterSettings.of("loss", FlinkRelease.V2_3, MODULE, Processes.freePort()).withTaskManagerOptions(
        List.of("-javaagent:" + processes.agentJar() + "=analyzer=" + processes.analyzerAddress()));
  }

  private static String start(FlinkCluster flink) {
    JobSetting pricing = FlinkScenarios.all().stream()
        .filter(s -> s.name().equals("cpu-operator")).findFirst().orElseThrow().asFound();
    List<String> arguments = new ArrayList<>(List.of("--job", "loss"));
    new TreeMap<>(pricing.arguments()).forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
    String jar = flink.rest().upload(MODULE.resolve("target/manometer-flink-jobs.jar"));
    return flink.rest().run(jar, "io.manometer.flink.jobs." + pricing.main(), arguments);
  }

  private static boolean namesPrice(AnalyzerClient analyzer, String job) {
    return analyzer.report(job)
        .map(report -> report.path("diagnoses").path(0).path("operator").path("name").asString(""))
        .filter("price"::equals)
        .isPresent();
  }

  private static String health(AnalyzerClient analyzer, String job) {
    return analyzer.report(job).map(report -> report.path("health").asString("")).orElse("");
  }

  private static Set<String> workers(AnalyzerClient analyzer, String job) {
    Set<String> workers = new TreeSet<>();
    for (JsonNode operator : analyzer.report(job).orElseThrow().path("operators")) {
      operator.path("subtasks").forEach(subtask -> workers.add(subtask.path("worker").asString("")));
    }
    return workers;
  }
}
