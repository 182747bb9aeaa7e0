package io.manometer.agent.dist;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own that runs {@link HostPipeline}, with the agent's real jar or without it. */
final class Host implements AutoCloseable {

  static final Path JAR = Path.of("target/manometer-agent.jar").toAbsolutePath();
  private static final long LONGEST_SECONDS = 120;

  private final Process process;
  private final Path folder;

  /** How a host ended; {@code agentLines} are the lines on stderr that the agent wrote. */
  record Outcome(int exit, String output, List<String> agentLines, List<String> otherErrors) {}

  private Host(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Builds the command of a host. */
  static final class Command {
    private final List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private String classPath = hostClassPath();
    private String main = HostPipeline.class.getName();
    private List<String> args = List.of("0", "0");

    Command java(Path home) {
      java = home.resolve("bin/java").toString();
      return this;
    }

    Command agent(String options) {
      return agent(JAR, options);
    }

    Command agent(Path jar, String options) {
      return jvm("-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
    }

    Command jvm(String... more) {
      jvm.addAll(List.of(more));
      return this;
    }

    Command before(Path classes) {
      classPath = classes + File.pathSeparator + classPath;
      return this;
    }

    Command main(Class<?> type, String... arguments) {
      main = type.getName();
      args = List.of(arguments);
      return this;
    }

    Command args(String... arguments) {
      args = List.of(arguments);
      return this;
    }

    Host start(Path folder) {
      List<String> command = new ArrayList<>(List.of(java));
      command.addAll(jvm);
      command.addAll(List.of("-cp", classPath, main));
      command.addAll(args);
      try {
        Path own = Files.createTempDirectory(folder, "host");
        Process process = new ProcessBuilder(command).redirectOutput(own.resolve("out").toFile())
            .redirectError(own.resolve("err").toFile()).start();
        return new Host(process, own);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Outcome run(Path folder) {
      try (Host host = start(folder)) {
        return host.await();
      }
    }
  }

  static Command command() {
    return new Command();
  }

  /** The runtime, its network library and this test's mains: nothing of the agent. */
  private static String hostClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("netty") || entry.contains("test-classes")
            || entry.contains("creditflow") && !entry.contains("adapter-creditflow"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  Outcome await() {
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the host does not end; it said:\n" + errors());
      }
      List<String> errors = errors();
      return new Outcome(process.exitValue(), Files.readString(folder.resolve("out")),
          errors.stream().filter(line -> line.startsWith("[manometer]")).toList(),
          errors.stream().filter(line -> !line.startsWith("[manometer]")).toList());
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> errors() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("err"), StandardCharsets.UTF_8)) {
      return lines.toList();
    }
  }

  /** Waits until the host has printed a line. */
  Host awaitLine(String line) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    try {
      while (!Files.readAllLines(folder.resolve("out")).contains(line)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new AssertionError("the host does not say '" + line + "'; it said:\n" + errors());
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
      return this;
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
