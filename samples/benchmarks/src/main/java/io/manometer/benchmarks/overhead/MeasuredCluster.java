package io.manometer.benchmarks.overhead;

import io.manometer.flink.cluster.ClusterSettings;
import io.manometer.flink.cluster.FlinkCluster;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.EnvironmentFault;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A standalone Flink cluster whose TaskManagers come and go: each measurement has one of its own, and the saturated job
 * runs on it alone. The JobManager stays; it has next to nothing to do meanwhile.
 */
final class MeasuredCluster implements AutoCloseable {

  private static final Path MODULE = Path.of("samples/flink-jobs").toAbsolutePath();
  private static final Path JOBS = MODULE.resolve("target/manometer-flink-jobs.jar");
  private static final Path ANALYZER = Path.of("analyzer-service/target/manometer.jar");
  private static final int PARALLELISM = 2;
  private static final Duration RUNS_WITHIN = Duration.ofSeconds(60);

  private final Companions companions;
  private final Processes processes;
  private final FlinkCluster cluster;
  private int started;

  private MeasuredCluster(Companions companions, Processes processes, FlinkCluster cluster) {
    this.companions = companions;
    this.processes = processes;
    this.cluster = cluster;
  }

  /** @param folder for its files and logs */
  static MeasuredCluster start(Companions companions, Path folder) {
    if (!Files.isReadable(JOBS)) {
      throw new EnvironmentFault(JOBS + " is missing; build it by ./bench overhead --target flink");
    }
    Processes processes = new Processes(new Launch(companions.agentJar(), ANALYZER, 0, folder));
    try {
      return new MeasuredCluster(companions, processes, FlinkCluster.start(processes, settings()));
    } catch (RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  /** A job that fails fails the measurement: it is not started anew. */
  private static ClusterSettings settings() {
    return ClusterSettings.of("flink", FlinkRelease.V2_3, MODULE, Processes.freePort())
        .withTaskManagers(0, PARALLELISM)
        .withConfig(Map.of("restart-strategy.type", "none"));
  }

  Measured start(FlinkJob job, Companion companion) throws InterruptedException {
    int agentPort = Processes.freePort();
    Path progress = processes.folder().toAbsolutePath().resolve("progress-" + ++started + "-" + companion);
    Child taskManager = cluster.addTaskManager(companions.options(companion, agentPort));
    cluster.awaitTaskManagers(1);
    String jar = cluster.rest().upload(JOBS);
    String id = cluster.rest().run(jar, "io.manometer.flink.jobs.SaturatedJob", arguments(job, progress));
    cluster.rest().awaitRunning(id, RUNS_WITHIN);
    return new MeasuredTaskManager(processes, cluster, taskManager, id, progress, new AgentSwitch(agentPort));
  }

  private static List<String> arguments(FlinkJob job, Path progress) {
    String parallelism = Integer.toString(PARALLELISM);
    return List.of("--job", "saturated-" + job.label(), "--rate", "1000000000", "--source-parallelism", parallelism,
        "--parallelism", parallelism, "--state", job.state(), "--progress", progress.toString());
  }

  @Override
  public void close() {
    cluster.rest().close();
    processes.close();
  }
}
