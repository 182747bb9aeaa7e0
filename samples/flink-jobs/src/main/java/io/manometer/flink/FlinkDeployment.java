package io.manometer.flink;

import io.manometer.flink.JobSetting.Part;
import io.manometer.flink.cluster.ClusterSettings;
import io.manometer.flink.cluster.FlinkCluster;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.flink.parts.KafkaBroker;
import io.manometer.flink.parts.QuoteMain;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.Deployment;
import io.manometer.scenarios.run.EnvironmentFault;
import io.manometer.scenarios.run.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A standalone Flink cluster with two TaskManagers, watched by the agent in each or by REST alone. */
final class FlinkDeployment implements Deployment<JobSetting> {

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  /** Two renewals of Flink's metrics, as the analyzer comes to see them, and a little more. */
  private static final Duration TWO_RENEWALS = Duration.ofSeconds(25);
  private static final int TOPIC_PARTITIONS = 4;
  private static final long ASK_AGAIN_NANOS = 1_000_000_000;

  private final Processes processes;
  private final FlinkRelease release;
  private final Path module;
  private final boolean agent;
  private final int restPort = Processes.freePort();
  private Optional<FlinkCluster> cluster = Optional.empty();
  private int clusterHeap;
  private int clusters;
  private int topics;
  private String jar;
  private Optional<String> job = Optional.empty();
  private Optional<String> quotes = Optional.empty();
  private Optional<KafkaBroker> kafka = Optional.empty();
  private Optional<Delivered> delivered = Optional.empty();
  private long deliveredAsked;

  /** @param module folder of this module */
  FlinkDeployment(Processes processes, FlinkRelease release, Path module, boolean agent) {
    this.processes = processes;
    this.release = release;
    this.module = module;
    this.agent = agent;
  }

  @Override
  public String description() {
    return "on a standalone Flink " + release.label() + " cluster with two TaskManagers, "
        + (agent ? "the agent in each" : "without an agent");
  }

  @Override
  public List<String> analyzerOptions() {
    return agent ? List.of() : List.of("--flink.url=" + restAddress());
  }

  /** The JobManager's, there once a scenario was started. */
  String restAddress() {
    return "http://127.0.0.1:" + restPort;
  }

  @Override
  public void start(Scenario<JobSetting> scenario, boolean fixed, String name) {
    JobSetting setting = fixed ? scenario.fix().setting() : scenario.asFound();
    FlinkCluster ready = cluster(setting.taskHeapMegabytes());
    List<String> arguments = arguments(setting, name);
    String id = ready.rest().run(jar, "io.manometer.flink.jobs." + setting.main(), arguments);
    job = Optional.of(id);
    delivered = Optional.empty();
    try {
      ready.rest().awaitRunning(id, STARTS_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentFault("interrupted");
    }
  }

  /** A change of the heap takes a new cluster, at the same REST address. */
  private FlinkCluster cluster(int taskHeap) {
    if (cluster.isEmpty() || clusterHeap != taskHeap) {
      cluster.ifPresent(FlinkCluster::close);
      FlinkCluster started = FlinkCluster.start(processes, settings(taskHeap));
      cluster = Optional.of(started);
      clusterHeap = taskHeap;
      jar = started.rest().upload(jobsJar());
    }
    return cluster.get();
  }

  private ClusterSettings settings(int taskHeap) {
    ClusterSettings settings =
        ClusterSettings.of("flink-" + ++clusters, release, module, restPort).withTaskHeap(taskHeap);
    return agent
        ? settings.withTaskManagerOptions(
            List.of("-javaagent:" + processes.agentJar() + "=analyzer=" + processes.analyzerAddress()))
        : settings;
  }

  private Path jobsJar() {
    Path built = module.resolve("target/manometer-flink-jobs.jar");
    if (!Files.isReadable(built)) {
      throw new EnvironmentFault(built + " is missing; build it by ./demo --target flink or mvn package");
    }
    return built;
  }

  private List<String> arguments(JobSetting setting, String name) {
    Map<String, String> named = new TreeMap<>(setting.arguments());
    named.put("job", name);
    if (setting.parts().contains(Part.DATABASE)) {
      named.put("database", processes.database());
    }
    if (setting.parts().contains(Part.QUOTES)) {
      named.put("quotes", quotes());
    }
    if (setting.parts().contains(Part.KAFKA)) {
      named.put("brokers", kafka().address());
      named.put("topic", feed(Integer.parseInt(named.get("rate"))));
    }
    List<String> arguments = new ArrayList<>();
    named.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return arguments;
  }

  private String quotes() {
    if (quotes.isEmpty()) {
      Child service = processes.start("quotes", List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:+UseSerialGC", "-cp",
          jobsJar().toString(), QuoteMain.class.getName()));
      processes.await("the price service to listen", () -> service.lastLine("url ").isPresent());
      quotes = service.lastLine("url ");
    }
    return quotes.orElseThrow();
  }

  private KafkaBroker kafka() {
    if (kafka.isEmpty()) {
      kafka = Optional.of(KafkaBroker.start(
          processes,
          FlinkRelease.read(module.resolve("runtime-kafka/target/classpath")) + ":" + jobsJar().toAbsolutePath()));
    }
    return kafka.get();
  }

  /** A topic of its own for each job, so that none begins with what another left behind. */
  private String feed(int perSecond) {
    kafka().stopFeeding();
    String topic = "orders-" + ++topics;
    kafka().feed(topic, TOPIC_PARTITIONS, perSecond);
    return topic;
  }

  @Override
  public Optional<String> jobId() {
    return job;
  }

  @Override
  public Optional<Duration> openCauseStands() {
    return agent ? Optional.empty() : Optional.of(TWO_RENEWALS);
  }

  @Override
  public void stop() {
    FlinkCluster running = cluster.orElseThrow();
    String id = job.orElseThrow();
    running.rest().cancel(id);
    processes.await("the job to be cancelled", () -> running.rest().state(id).equals("CANCELED"));
    kafka.ifPresent(KafkaBroker::stopFeeding);
    job = Optional.empty();
  }

  @Override
  public List<Child> workers() {
    return cluster.map(FlinkCluster::taskManagers).orElse(List.of());
  }

  /** What Flink counts at the vertices without consumers; new every ten seconds. */
  @Override
  public Optional<Delivered> delivered() {
    long now = System.nanoTime();
    if (job.isPresent() && cluster.isPresent() && now - deliveredAsked > ASK_AGAIN_NANOS) {
      deliveredAsked = now;
      delivered = askDelivered(cluster.get(), "/jobs/" + job.get());
    }
    return delivered;
  }

  private static Optional<Delivered> askDelivered(FlinkCluster cluster, String path) {
    try {
      JsonNode details = cluster.rest().get(path);
      long records = 0;
      double millis = 0;
      int subtasks = 0;
      for (JsonNode vertex : details.path("vertices")) {
        String id = vertex.path("id").asString();
        if (isRead(details.path("plan").path("nodes"), id)) {
          continue;
        }
        for (JsonNode subtask : cluster.rest().get(path + "/vertices/" + id).path("subtasks")) {
          JsonNode metrics = subtask.path("metrics");
          records += metrics.path("read-records").asLong(0);
          millis += metrics.path("accumulated-busy-time").asDouble(0)
              + metrics.path("accumulated-idle-time").asDouble(0)
              + metrics.path("accumulated-backpressured-time").asDouble(0);
          subtasks++;
        }
      }
      return millis > 0
          ? Optional.of(new Delivered(Duration.ofMillis(Math.round(millis / subtasks)), records))
          : Optional.empty();
    } catch (RuntimeException clusterIsAway) {
      return Optional.empty();
    }
  }

  private static boolean isRead(JsonNode nodes, String id) {
    for (JsonNode node : nodes) {
      for (JsonNode input : node.path("inputs")) {
        if (input.path("id").asString().equals(id)) {
          return true;
        }
      }
    }
    return false;
  }
}
