package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.flink.cluster.ClusterSettings;
import io.manometer.flink.cluster.FlinkCluster;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.run.AnalyzerClient;
import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.DashboardQueries;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** A real Prometheus scrapes a real cluster, and the analyzer reads that Prometheus. */
@EnabledIfSystemProperty(named = "manometer.full", matches = "true", disabledReason = "part of the long suites")
class ReadingPrometheusIT {

  private static final Path MODULE = Path.of("samples/flink-jobs").toAbsolutePath();

  private Processes processes;
  private RealPrometheus prometheus;

  @BeforeEach
  void open(TestInfo test) {
    ClusterParts.assumeBuilt(FlinkRelease.V2_3, false);
    processes = processes(test.getTestMethod().orElseThrow().getName());
    prometheus = new RealPrometheus(processes);
  }

  @AfterEach
  void close() {
    if (processes != null) {
      processes.close();
    }
  }

  @Test
  void fromTheAgentsMetricsOperatorAndCauseAreNamed() {
    FlinkCluster flink = FlinkCluster.start(processes, settings().withTaskManagerOptions(
        List.of("-javaagent:" + processes.agentJar())));
    String job = start(flink);
    String address = prometheus.scraping(flink.taskManagers().stream().map(this::agent).toList());

    AnalyzerClient analyzer = processes.startAnalyzer(List.of("--prometheus.url=" + address));

    processes.await("price to be named", () -> named(analyzer, job).equals("price CPU_BOUND"));
    DashboardQueries shipped = new DashboardQueries(address);
    assertThat(shipped.queries()).isPositive();
    assertThat(shipped.unanswered()).as("no Flink job declares the lag that is accepted").singleElement().asString()
        .contains("manometer_job_sla_lag_seconds");
  }

  @Test
  void fromFlinksOwnReporterTheOperatorIsNamedWhereTheEdgesAreKnown() {
    int first = portsInARow(3);
    FlinkCluster flink = FlinkCluster.start(processes, settings().withConfig(Map.of(
        "metrics.reporter.prom.factory.class", "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
        "metrics.reporter.prom.port", first + "-" + (first + 2))));
    String job = start(flink);
    String address = prometheus.scraping(
        IntStream.range(first, first + 3).mapToObj(port -> "127.0.0.1:" + port).toList());

    AnalyzerClient analyzer = processes.startAnalyzer(
        List.of("--prometheus.url=" + address, "--flink.url=" + flink.rest().address()));
    try (Processes others = processes("without-edges")) {
      AnalyzerClient withoutEdges = others.startAnalyzer(List.of("--prometheus.url=" + address));

      processes.await("price to be named", () -> named(analyzer, job).equals("price UNKNOWN"));
      assertThat(analyzer.report(job).orElseThrow().path("workers").path(0).path("runtime").asString(""))
          .as("told by the reporter and not by REST").isEqualTo("flink");

      JsonNode levels = withoutEdges.report(job).orElseThrow();
      assertThat(levels.path("health").asString("")).isEqualTo("INSUFFICIENT_DATA");
      assertThat(levels.path("diagnoses")).isEmpty();
      assertThat(levels.path("operators")).hasSize(3).allSatisfy(
          operator -> assertThat(operator.path("busyMax").isNumber()).as(operator.toString()).isTrue());
    }
  }

  private static Processes processes(String name) {
    return new Processes(new Launch(
        Path.of("agent/dist/target/manometer-agent.jar"), Path.of("analyzer-service/target/manometer.jar"), 0,
        Path.of("build", "runs", "test-" + ProcessHandle.current().pid(), name)));
  }

  private static ClusterSettings settings() {
    return ClusterSettings.of("scraped", FlinkRelease.V2_3, MODULE, Processes.freePort());
  }

  private static String start(FlinkCluster flink) {
    JobSetting pricing = FlinkScenarios.all().stream()
        .filter(s -> s.name().equals("cpu-operator")).findFirst().orElseThrow().asFound();
    Map<String, String> arguments = new TreeMap<>(pricing.arguments());
    arguments.put("job", "scraped");
    String jar = flink.rest().upload(MODULE.resolve("target/manometer-flink-jobs.jar"));
    return flink.rest().run(
        jar, "io.manometer.flink.jobs." + pricing.main(),
        arguments.entrySet().stream().flatMap(a -> List.of("--" + a.getKey(), a.getValue()).stream()).toList());
  }

  /** Where the agent of a TaskManager serves its metrics, as it says in the log. */
  private String agent(Child taskManager) {
    processes.await("the agent to listen", () -> address(taskManager).isPresent());
    return address(taskManager).orElseThrow();
  }

  private static Optional<String> address(Child taskManager) {
    String mark = ", status on ";
    return taskManager.lines("").stream().filter(line -> line.contains(mark))
        .map(line -> line.substring(line.indexOf(mark) + mark.length())).findFirst();
  }

  private static String named(AnalyzerClient analyzer, String job) {
    JsonNode first = analyzer.report(job).map(report -> report.path("diagnoses").path(0)).orElse(null);
    return first == null ? ""
        : first.path("operator").path("name").asString("") + " " + first.path("cause").asString("");
  }

  private static int portsInARow(int count) {
    for (int first = 26_000; first < 27_000; first += count) {
      if (IntStream.range(first, first + count).allMatch(RealPrometheus::isFree)) {
        return first;
      }
    }
    throw new AssertionError("no " + count + " ports in a row are free");
  }
}
