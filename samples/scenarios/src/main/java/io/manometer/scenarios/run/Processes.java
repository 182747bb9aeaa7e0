package io.manometer.scenarios.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** The processes of one run: an analyzer, a database where the scenario talks to one, and what a target starts. */
public final class Processes implements AutoCloseable {

  private static final Duration START_UP = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;
  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 31_999;
  private static final int PORT_ATTEMPTS = 100;

  private final Launch launch;
  private final Children children = new Children();
  private final int analyzerPort;
  private Child analyzer;
  private Optional<String> databaseUrl = Optional.empty();

  public Processes(Launch launch) {
    this.launch = launch;
    this.analyzerPort = launch.port() == 0 ? freePort() : launch.port();
    try {
      Files.createDirectories(launch.folder());
    } catch (IOException e) {
      throw new EnvironmentFault("cannot create " + launch.folder() + ": " + e.getMessage());
    }
  }

  /** Starts the analyzer and returns a client when it answers. */
  public AnalyzerClient startAnalyzer(List<String> options) {
    refuseUnlessFree(analyzerPort);
    analyzer = start(
        "analyzer", Jvm.analyzer(jar(launch.analyzerJar()), analyzerPort, launch.folder().resolve("data"), options));
    AnalyzerClient client = new AnalyzerClient(analyzerAddress());
    await("the analyzer to answer at " + analyzerAddress(), client::ready);
    return client;
  }

  Child analyzer() {
    return analyzer;
  }

  public String analyzerAddress() {
    return "http://127.0.0.1:" + analyzerPort;
  }

  /** The JDBC address of the run's database, which is started when it is asked for first. */
  public String database() {
    if (databaseUrl.isEmpty()) {
      Child database = start("database", Jvm.database());
      await("the database to accept connections", () -> database.lastLine("url ").isPresent());
      databaseUrl = database.lastLine("url ");
    }
    return databaseUrl.orElseThrow();
  }

  /** Starts a process; its output goes to a log of that name. */
  public Child start(String name, List<String> command) {
    return start(name, command, Map.of());
  }

  /** The same, with variables added to its environment. */
  public Child start(String name, List<String> command, Map<String, String> environment) {
    return children.add(Child.start(name, command, environment, launch.folder()));
  }

  /** Ends some processes of this run. */
  public void end(List<Child> some) {
    children.end(some);
  }

  /** Blocks until the condition holds; throws {@link EnvironmentFault} when that takes too long or a process ends. */
  public void await(String what, BooleanSupplier condition) {
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

  /** Throws {@link EnvironmentFault} when a process has ended by itself. */
  public void failIfOneEnded() {
    children.failIfOneEnded();
  }

  /** For logs and temporary files of the run. */
  public Path folder() {
    return launch.folder();
  }

  /** The agent's jar, which has been seen to exist. */
  public Path agentJar() {
    return jar(launch.agentJar());
  }

  /**
   * A port that nothing listens on. It is none of those that systems give to outgoing connections, one of which could
   * take it before the server that it is meant for has started.
   */
  public static int freePort() {
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT + 1);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException inUse) {
        // the next one may be free
      }
    }
    throw new EnvironmentFault("no free port on loopback between " + LOWEST_PORT + " and " + HIGHEST_PORT);
  }

  @Override
  public void close() {
    children.close();
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
}
