package io.manometer.analyzer.alert;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A program of its own that a test starts on loopback and stops by its process. */
final class RealPart implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private static final int FIRST_PORT = 26_000;
  private static final int PORTS = 1_000;
  private static final AtomicInteger NEXT_PORT = new AtomicInteger((int) ProcessHandle.current().pid() * 31);

  private final Process process;
  private final Path log;

  private RealPart(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Where a program is; without it the test is skipped, but fails where {@code CI=true}. */
  static Path program(String name) {
    Path found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst().orElse(null);
    if (found == null && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(
          name + " is not installed, and CI=true: apt-get install prometheus prometheus-alertmanager");
    }
    if (found == null) {
      System.err.println("SKIPPED: " + name + " is not installed (Debian: prometheus, prometheus-alertmanager)");
    }
    assumeTrue(found != null, name + " is not installed");
    return found;
  }

  static RealPart start(Path log, List<String> command) {
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
      return new RealPart(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end; returns what it printed. Fails the test when it fails. */
  static String run(Path directory, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Below the ports that the system hands out by itself, so that nobody takes it before the program does. */
  static int freePort() {
    for (int tries = 0; tries < PORTS; tries++) {
      int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new AssertionError("no port from " + FIRST_PORT + " on is free");
  }

  RealPart untilReady(String url) {
    Await.until(url + " answers; its log is " + log, () -> {
      if (!process.isAlive()) {
        throw new AssertionError("it ended with " + process.exitValue() + ":\n" + logged());
      }
      return ok(url);
    });
    return this;
  }

  static boolean ok(String url) {
    try {
      return HTTP.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build(),
          HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9} does. */
  void kill() {
    ended(process.destroyForcibly());
  }

  /** As {@code kill} does. */
  @Override
  public void close() {
    process.destroy();
    ended(process);
  }

  private static void ended(Process process) {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
