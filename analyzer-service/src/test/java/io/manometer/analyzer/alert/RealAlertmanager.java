package io.manometer.analyzer.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's Alertmanager on a loopback port that stays the same over its restarts; it tells one webhook. */
final class RealAlertmanager implements AutoCloseable {

  private final Path program = RealPart.program("prometheus-alertmanager");
  private final int port = RealPart.freePort();
  private final Path folder;
  private final Path config;
  private RealPart process;

  RealAlertmanager(Path folder, String webhookUrl) {
    this(folder, """
        route:
          receiver: hook
          group_by: ["..."]
          group_wait: 1s
          group_interval: 1s
          repeat_interval: 4h
        receivers:
          - name: hook
            webhook_configs:
              - url: %s
                send_resolved: true
        """.formatted(webhookUrl), "alertmanager.yml");
  }

  RealAlertmanager(Path folder, String config, String fileName) {
    try {
      this.folder = Files.createDirectories(folder);
      this.config = Files.writeString(folder.resolve(fileName), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RealAlertmanager start() {
    process = RealPart.start(folder.resolve("alertmanager.log"), List.of(
        program.toString(),
        "--config.file=" + config,
        "--storage.path=" + folder.resolve("data"),
        "--web.listen-address=127.0.0.1:" + port,
        "--cluster.listen-address="));
    process.untilReady(url() + "/-/ready");
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void kill() {
    process.kill();
  }

  void stop() {
    process.close();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
