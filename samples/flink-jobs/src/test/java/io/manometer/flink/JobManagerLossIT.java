package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.flink.cluster.ClusterSettings;
import io.manometer.flink.cluster.FlinkCluster;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.run.AnalyzerClient;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The JobManager of a cluster that is followed without an agent goes away and comes back. */
@EnabledIfSystemProperty(named = "manometer.full", matches = "true", disabledReason = "part of the long suites")
class JobManagerLossIT {

  private static final Path MODULE = Path.of("samples/flink-jobs").toAbsolutePath();

  @Test
  void theReportSaysWhyItKnowsNothingAndTheNextJobIsFollowed() {
    ClusterParts.assumeBuilt(FlinkRelease.V2_3, false);
    Path folder = Path.of("build", "runs", "test-" + ProcessHandle.current().pid(), "jobmanager-loss");
    Launch launch = new Launch(Path.of("none"), Path.of("analyzer-service/target/manometer.jar"), 0, folder);
    try (Processes processes = new Processes(launch)) {
      ClusterSettings settings =
          ClusterSettings.of("loss", FlinkRelease.V2_3, MODULE, Processes.freePort());
      FlinkCluster flink = FlinkCluster.start(processes, settings);
      AnalyzerClient analyzer =
          processes.startAnalyzer(List.of("--flink.url=http://127.0.0.1:" + settings.restPort()));
      String job = start(flink, "before");
      processes.await("the first job to be named healthy or not",
          () -> !List.of("", "INSUFFICIENT_DATA").contains(health(analyzer, job)));

      flink.stopJobManager();
      processes.await("the report to say that the JobManager tells nothing",
          () -> missing(analyzer, job).contains("The JobManager tells nothing: no answer from"));
      assertThat(health(analyzer, job)).isEqualTo("INSUFFICIENT_DATA");

      flink.restartJobManager();
      flink.awaitTaskManagers(2);
      String next = start(flink, "after");
      processes.await("the next job to be followed",
          () -> !List.of("", "INSUFFICIENT_DATA").contains(health(analyzer, next)));
      assertThat(missing(analyzer, job)).contains("no longer knows this job");
    }
  }

  private static String start(FlinkCluster flink, String name) {
    JobSetting healthy = FlinkScenarios.all().stream()
        .filter(s -> s.name().equals("healthy")).findFirst().orElseThrow().asFound();
    Map<String, String> arguments = new TreeMap<>(healthy.arguments());
    arguments.put("job", name);
    String jar = flink.rest().upload(MODULE.resolve("target/manometer-flink-jobs.jar"));
    return flink.rest().run(
        jar, "io.manometer.flink.jobs." + healthy.main(),
        arguments.entrySet().stream().flatMap(a -> List.of("--" + a.getKey(), a.getValue()).stream()).toList());
  }

  private static String health(AnalyzerClient analyzer, String job) {
    return analyzer.report(job).map(report -> report.path("health").asString("")).orElse("");
  }

  private static String missing(AnalyzerClient analyzer, String job) {
    return analyzer.report(job).map(report -> report.path("missing").toString()).orElse("");
  }
}
