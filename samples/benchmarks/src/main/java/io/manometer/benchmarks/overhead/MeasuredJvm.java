package io.manometer.benchmarks.overhead;

import io.manometer.scenarios.run.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs the saturated pipeline of creditflow and prints its progress. */
final class MeasuredJvm implements Measured {

  private final Process process;
  private final AgentSwitch agent;
  private final Progress progress = new Progress();

  private MeasuredJvm(Process process, AgentSwitch agent) {
    this.process = process;
    this.agent = agent;
    Thread reader = new Thread(this::read, "progress");
    reader.setDaemon(true);
    reader.start();
  }

  static MeasuredJvm start(Companions companions, Companion companion) throws IOException {
    int agentPort = Processes.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx512m"));
    command.addAll(companions.options(companion, agentPort));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), SaturatedPipeline.class.getName()));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new MeasuredJvm(process, new AgentSwitch(agentPort));
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public void failIfEnded() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the measured JVM ended with " + process.exitValue());
    }
  }

  @Override
  public AgentSwitch agent() {
    return agent;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress.add(Progress.Mark.parse(line));
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
