package io.manometer.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Debian's Alertmanager and Prometheus as processes of a run; where one is not installed the test is skipped. */
final class Monitoring {

  private final Processes processes;

  Monitoring(Processes processes) {
    this.processes = processes;
  }

  /** Starts an Alertmanager that passes everything on at once, each alert by itself; returns its address. */
  String alertmanager(String webhook) {
    Path config = write("alertmanager.yml", """
        route: {receiver: hook, group_by: ["..."], group_wait: 1s, group_interval: 1s, repeat_interval: 4h}
        receivers: [{name: hook, webhook_configs: [{url: "%s", send_resolved: true}]}]
        """.formatted(webhook));
    return start("prometheus-alertmanager", config, "--storage.path=", List.of("--cluster.listen-address="));
  }

  /** Starts a Prometheus that scrapes agents once a second, with these rules; returns its address. */
  String prometheus(List<String> agents, String rules) {
    Path config = write("prometheus.yml", """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs: [{job_name: manometer-agents, static_configs: [{targets: ["%s"]}]}]
        """.formatted(write("rules.yml", rules), String.join("\", \"", agents)));
    return start("prometheus", config, "--storage.tsdb.path=", List.of());
  }

  /** Where the agents of these workers listen, as each says in its log. */
  List<String> agents(List<Child> workers) {
    processes.await("the agents to listen", () -> workers.stream().allMatch(each -> address(each).isPresent()));
    return workers.stream().map(each -> address(each).orElseThrow()).toList();
  }

  private static Optional<String> address(Child worker) {
    return worker.lines("").stream().filter(line -> line.contains(", status on "))
        .map(line -> line.substring(line.indexOf(", status on ") + ", status on ".length())).findFirst();
  }

  private String start(String name, Path config, String storage, List<String> more) {
    String address = "127.0.0.1:" + Processes.freePort();
    List<String> command = new ArrayList<>(List.of(program(name).toString(), "--config.file=" + config,
        storage + processes.folder().resolve(name).toAbsolutePath(), "--web.listen-address=" + address));
    command.addAll(more);
    processes.start(name, command);
    processes.await(name + " to answer", () -> Http.get("http://" + address + "/-/ready").isPresent());
    return "http://" + address;
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(processes.folder().resolve(name), text).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails where {@code CI=true} demands that nothing is skipped. */
  private static Path program(String name) {
    Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    assertThat(found.isPresent() || !"true".equals(System.getenv("CI")))
        .as(name + " is installed, as CI=true demands: apt-get install " + name).isTrue();
    if (found.isEmpty()) {
      System.err.println("SKIPPED: " + name + " is not installed (Debian: " + name + ")");
    }
    assumeTrue(found.isPresent(), name + " is not installed");
    return found.orElseThrow();
  }
}
