package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.manometer.scenarios.run.Processes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Debian's Prometheus as a process of a run; where it is not installed the test is skipped. */
final class RealPrometheus {

  private final Processes processes;
  private final String program;

  RealPrometheus(Processes processes) {
    this.processes = processes;
    this.program = program().toString();
  }

  /** Starts one that scrapes these addresses every two seconds; returns its own. */
  String scraping(List<String> targets) {
    int port = Processes.freePort();
    Path config = write("""
        global: {scrape_interval: 2s}
        scrape_configs: [{job_name: flink, static_configs: [{targets: ["%s"]}]}]
        """.formatted(String.join("\", \"", targets)));
    processes.start("prometheus", List.of(program, "--config.file=" + config,
        "--storage.tsdb.path=" + processes.folder().resolve("prometheus").toAbsolutePath(),
        "--web.listen-address=127.0.0.1:" + port));
    processes.await("Prometheus to listen", () -> listens(port));
    return "http://127.0.0.1:" + port;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Path write(String text) {
    try {
      return Files.writeString(processes.folder().resolve("prometheus.yml"), text).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails where {@code CI=true} demands that nothing is skipped. */
  private static Path program() {
    Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "prometheus")).filter(Files::isExecutable).findFirst();
    assertThat(found.isPresent() || !"true".equals(System.getenv("CI")))
        .as("prometheus is installed, as CI=true demands: apt-get install prometheus").isTrue();
    assumeTrue(found.isPresent(), "prometheus is not installed");
    return found.orElseThrow();
  }
}
