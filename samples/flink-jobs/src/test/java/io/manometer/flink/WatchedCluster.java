package io.manometer.flink;

import io.manometer.flink.cluster.ClusterSettings;
import io.manometer.flink.cluster.FlinkCluster;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.run.AnalyzerClient;
import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A cluster of 2.3 and an analyzer, for tests that do something to a job or its processes while it runs. */
final class WatchedCluster implements AutoCloseable {

  private static final Path MODULE = Path.of("samples/flink-jobs").toAbsolutePath();
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  private final Processes processes;
  private final AnalyzerClient analyzer;
  private final FlinkCluster flink;
  private String jar;

  /**
   * @param name of the test; its files are in a folder of that name
   * @param agent whether the agent comes with the TaskManagers
   * @param options further JVM options for the TaskManagers
   * @param config further lines for config.yaml
   */
  WatchedCluster(String name, boolean agent, List<String> options, Map<String, String> config) {
    ClusterParts.assumeBuilt(FlinkRelease.V2_3, false);
    Path folder = Path.of("build", "runs", "test-" + ProcessHandle.current().pid(), name);
    processes = new Processes(new Launch(
        Path.of("agent/dist/target/manometer-agent.jar"), Path.of("analyzer-service/target/manometer.jar"), 0, folder));
    try {
      analyzer = processes.startAnalyzer(List.of());
      List<String> all = new ArrayList<>(options);
      if (agent) {
        all.add("-javaagent:" + processes.agentJar() + "=" + agentOptions());
      }
      flink = FlinkCluster.start(processes, ClusterSettings.of(name, FlinkRelease.V2_3, MODULE, Processes.freePort())
          .withTaskManagerOptions(all).withConfig(config));
      uploadJobs();
    } catch (RuntimeException | Error e) {
      processes.close();
      throw e;
    }
  }

  static WatchedCluster withoutAgent(String name) {
    return new WatchedCluster(name, false, List.of(), Map.of());
  }

  static WatchedCluster withAgent(String name) {
    return new WatchedCluster(name, true, List.of(), Map.of());
  }

  /** What the agent is told: where to send to, and to log nothing but what is wrong. */
  String agentOptions() {
    return "analyzer=" + processes.analyzerAddress() + ",log-level=warn";
  }

  /** To be called again where the JobManager was started anew. */
  void uploadJobs() {
    jar = flink.rest().upload(MODULE.resolve("target/manometer-flink-jobs.jar"));
  }

  FlinkCluster flink() {
    return flink;
  }

  List<Child> taskManagers() {
    return flink.taskManagers();
  }

  Path agentJar() {
    return processes.agentJar();
  }

  Path folder() {
    return processes.folder().toAbsolutePath();
  }

  /** Starts the job of a scenario as it was found and waits until all of it runs; returns its id. */
  String runScenario(String scenario) throws InterruptedException {
    String job = submit(FlinkScenarios.all().stream()
        .filter(s -> s.name().equals(scenario)).findFirst().orElseThrow().asFound());
    flink.rest().awaitRunning(job, STARTS_WITHIN);
    return job;
  }

  String submit(JobSetting setting) {
    List<String> arguments = new ArrayList<>(List.of("--job", "watched"));
    new TreeMap<>(setting.arguments()).forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
    return flink.rest().run(jar, "io.manometer.flink.jobs." + setting.main(), arguments);
  }

  /** Waits until Flink itself counts that the source of a job could not go on. */
  void awaitHeldBack(String job) {
    processes.await("the source to be held back", () -> flink.rest().get("/jobs/" + job).path("vertices").path(0)
        .path("metrics").path("accumulated-backpressured-time").asLong(0) > 0);
  }

  void awaitState(String job, String state) {
    processes.await("the job to be " + state, () -> flink.rest().state(job).equals(state));
  }

  void await(String what, BooleanSupplier condition) {
    processes.await(what, condition);
  }

  /** Waits for a report that is as wanted, and returns it. */
  JsonNode awaitReport(String job, String what, Predicate<JsonNode> wanted) {
    JsonNode[] seen = new JsonNode[1];
    processes.await(what, () -> {
      Optional<JsonNode> report = analyzer.report(job);
      report.ifPresent(latest -> seen[0] = latest);
      return report.filter(wanted).isPresent();
    });
    return seen[0];
  }

  /** Whether all that runs was seen, and one operator is named with its cause and no doubt. */
  static boolean names(JsonNode report, String operator, String cause) {
    JsonNode first = report.path("diagnoses").path(0);
    JsonNode coverage = report.path("coverage");
    return first.path("operator").path("name").asString("").equals(operator)
        && first.path("cause").asString("").equals(cause)
        && first.path("confidence").asString("").equals("HIGH")
        && coverage.path("subtasksSeen").asInt(-1) == coverage.path("subtasksKnown").asInt(-2);
  }

  @Override
  public void close() {
    processes.close();
  }
}
