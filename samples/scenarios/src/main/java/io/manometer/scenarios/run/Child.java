package io.manometer.scenarios.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process started for a run; its output goes to a log file of its own, and it never outlives {@link #close}. */
public final class Child implements AutoCloseable {

  private static final long SECONDS_TO_END = 5;

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Child start(String name, List<String> command, Map<String, String> environment, Path logFolder) {
    Path log = logFolder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new Child(name, builder.start(), log);
    } catch (IOException e) {
      throw new EnvironmentFault("cannot start " + name + ": " + e.getMessage());
    }
  }

  /** Writes one line to the process's standard input, which stays open until the process is closed. */
  public void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new EnvironmentFault(name + " ended before it could be told what to do; see " + log);
    }
  }

  /** The lines of the log so far that start with {@code prefix}, without the prefix. */
  public List<String> lines(String prefix) {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length())).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** The last line of the log so far that starts with {@code prefix}, without the prefix. */
  public Optional<String> lastLine(String prefix) {
    return lines(prefix).stream().reduce((first, second) -> second);
  }

  void failIfEnded() {
    if (!process.isAlive()) {
      throw new EnvironmentFault(name + " ended by itself with exit code " + process.exitValue() + "; see " + log);
    }
  }

  /** CPU time of the process so far; empty where the system does not tell. */
  Optional<Duration> cpu() {
    return process.info().totalCpuDuration();
  }

  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended yet. */
  public boolean running() {
    return process.isAlive();
  }

  /** Waits for it to end by itself; throws {@link EnvironmentFault} when it does not in time. */
  public void awaitEnd(Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new EnvironmentFault(name + " did not end within " + limit.toSeconds() + " s; see " + log);
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    process.destroyForcibly();
  }

  public String name() {
    return name;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
