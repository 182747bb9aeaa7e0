package io.manometer.benchmarks.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs the saturated pipeline, with the agent or without. Closing it ends the process. */
final class MeasuredJvm implements AutoCloseable {

  private static final long START_SECONDS = 60;

  private final Process process;
  private final int agentPort;
  private final Progress progress = new Progress();

  private MeasuredJvm(Process process, int agentPort) {
    this.process = process;
    this.agentPort = agentPort;
    Thread reader = new Thread(this::read, "progress");
    reader.setDaemon(true);
    reader.start();
  }

  static MeasuredJvm withoutAgent() throws IOException {
    return start(List.of(), 0);
  }

  /** @param analyzer address that takes the agent's snapshots */
  static MeasuredJvm withAgent(Path agentJar, String analyzer) throws IOException {
    int port = freePort();
    String options = "analyzer=" + analyzer + ",listen=127.0.0.1:" + port + ",control=true,log-level=warn";
    return start(List.of("-javaagent:" + agentJar + "=" + options), port);
  }

  /** Lets the pipeline run for a while, a second at least, and says how many records a second it usually did meanwhile. */
  double perSecondFor(long millis) throws InterruptedException {
    int from = latestMark();
    Thread.sleep(millis);
    return progress.perSecond(from, latestMark());
  }

  /** Takes the woven code out or puts it back; returns when that is done. */
  void agent(boolean on) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + agentPort + "/control/" + (on ? "on" : "off")))
        .POST(HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the agent's switch answered " + answer.statusCode() + ": " + answer.body());
    }
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

  private static MeasuredJvm start(List<String> options, int agentPort) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx512m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), SaturatedPipeline.class.getName()));
    return new MeasuredJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(), agentPort);
  }

  private int latestMark() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (progress.size() == 0) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the measured JVM printed no progress"
            + (process.isAlive() ? " for " + START_SECONDS + " s" : "; it ended with " + process.exitValue()));
      }
      Thread.sleep(10);
    }
    return progress.size() - 1;
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
