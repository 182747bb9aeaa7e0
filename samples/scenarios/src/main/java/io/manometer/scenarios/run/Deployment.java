package io.manometer.scenarios.run;

import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.worker.Assignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.ObjectMapper;

/** The processes of one run: an analyzer, two workers, and a database where the scenario talks to one. */
final class Deployment implements AutoCloseable {

  private static final Duration START_UP = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  private final Launch launch;
  private final Children children = new Children();
  private final List<Child> workers = new ArrayList<>();
  private final List<String> workerAddresses = List.of("127.0.0.1:" + freePort(), "127.0.0.1:" + freePort());
  private int attempt;
  private Child analyzer;
  private String analyzerAddress;
  private String databaseUrl;

  Deployment(Launch launch) {
    this.launch = launch;
    try {
      Files.createDirectories(launch.folder());
    } catch (IOException e) {
      throw new EnvironmentFault("cannot create " + launch.folder() + ": " + e.getMessage());
    }
  }

  /** Starts the analyzer and returns a client when it answers. */
  AnalyzerClient startAnalyzer() {
    int port = launch.port() == 0 ? freePort() : launch.port();
    refuseUnlessFree(port);
    analyzer = start("analyzer", Jvm.analyzer(jar(launch.analyzerJar()), port, launch.folder().resolve("data")));
    analyzerAddress = "http://127.0.0.1:" + port;
    AnalyzerClient client = new AnalyzerClient(analyzerAddress);
    await("the analyzer to answer at " + analyzerAddress, client::ready);
    return client;
  }

  void startDatabase() {
    Child database = start("database", Jvm.database());
    await("the database to accept connections", () -> database.lastLine("url ").isPresent());
    databaseUrl = database.lastLine("url ").orElseThrow();
  }

  /** Starts the workers with the agent attached, always at the same addresses; returns when one runs its tasks. */
  void startWorkers(Scenario scenario, boolean fixed, String job) {
    Setting setting = fixed ? scenario.fix().setting() : scenario.asFound();
    for (int i = 0; i < workerAddresses.size(); i++) {
      List<String> command = Jvm.worker(jar(launch.agentJar()), "analyzer=" + analyzerAddress, setting.heapMegabytes());
      Child worker = start("worker-" + i + (attempt == 0 ? "" : "-attempt-" + attempt), command);
      worker.tell(new ObjectMapper().writeValueAsString(
          new Assignment(scenario.name(), fixed, job, i, attempt, workerAddresses, databaseUrl)));
      workers.add(worker);
    }
    attempt++;
    await("the job to start", () -> workers.stream().anyMatch(worker -> worker.lastLine("running").isPresent()));
  }

  void stopWorkers() {
    children.end(workers);
    workers.clear();
  }

  /** Throws {@link EnvironmentFault} when a process has ended by itself. */
  void failIfOneEnded() {
    children.failIfOneEnded();
  }

  List<Child> workers() {
    return List.copyOf(workers);
  }

  Child analyzer() {
    return analyzer;
  }

  String analyzerAddress() {
    return analyzerAddress;
  }

  @Override
  public void close() {
    children.close();
  }

  private Child start(String name, List<String> command) {
    return children.add(Child.start(name, command, Map.of(), launch.folder()));
  }

  private void await(String what, BooleanSupplier condition) {
    long giveUp = System.nanoTime() + START_UP.toNanos();
    while (!condition.getAsBoolean()) {
      failIfOneEnded();
      if (System.nanoTime() > giveUp) {
        throw new EnvironmentFault(
            "waited " + START_UP.toSeconds() + " s for " + what + "; logs are in " + launch.folder());
      }
      Pause.millis(POLL_MILLIS);
    }
  }

  private static Path jar(Path path) {
    if (!Files.isReadable(path)) {
      throw new EnvironmentFault(path + " is missing; build it by ./demo or mvn package");
    }
    return path.toAbsolutePath();
  }

  private static void refuseUnlessFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.setReuseAddress(true);
    } catch (IOException e) {
      throw new EnvironmentFault("port " + port + " is in use; choose another one with --port");
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
