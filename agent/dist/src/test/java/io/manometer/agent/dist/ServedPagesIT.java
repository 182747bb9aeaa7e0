package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent serves of a real pipeline, beside the snapshots that it sends. */
class ServedPagesIT {

  private static final int SUBTASKS = 6;

  @TempDir private Path folder;

  @Test
  void metricsAndStatusTellTheSame() throws Exception {
    int port = AgentPages.freePort();
    try (Analyzer analyzer = new Analyzer();
        Host host = Host.command().agent("analyzer=" + analyzer.address() + ",listen=127.0.0.1:" + port)
            .args("0", "2000").start(folder)) {
      analyzer.await(list -> list.stream().filter(s -> s.subtasks().size() == SUBTASKS).count() >= 2);

      assertThat(AgentPages.get(port, "/metrics").body())
          .contains("manometer_job_info{job_id=\"host-script-").contains("job_name=\"host <script>\"")
          .containsPattern("manometer_task_backpressured_seconds_total\\{job_id=\"[^\"]+\",subtask_index=\"0\"")
          .contains("manometer_agent_module_info{line=\"1\",module=\"creditflow\",state=\"ON\"} 1");
      assertThat(AgentPages.get(port, "/status").body()).contains("\"tasks\":" + SUBTASKS).contains("\"state\":\"RUNNING\"");
      assertThat(AgentPages.get(port, "/-/ready").body()).isEqualTo("ready\n");
      assertThat(host.isAlive()).isTrue();
    }
  }

  @Test
  void prometheusHasNothingToComplainAboutInTheMetrics() throws Exception {
    Path promtool = promtool();
    int port = AgentPages.freePort();
    try (Analyzer analyzer = new Analyzer();
        Host host = Host.command().agent("analyzer=" + analyzer.address() + ",listen=127.0.0.1:" + port)
            .args("0", "2000").start(folder)) {
      analyzer.await(list -> list.stream().filter(s -> s.subtasks().size() == SUBTASKS).count() >= 2);
      Process check = new ProcessBuilder(promtool.toString(), "check", "metrics").redirectErrorStream(true).start();
      check.outputWriter().append(AgentPages.get(port, "/metrics").body()).close();

      assertThat(new String(check.getInputStream().readAllBytes())).isEmpty();
      assertThat(check.waitFor()).isZero();
      assertThat(host.isAlive()).isTrue();
    }
  }

  /** Skipped where it is not installed, but never where {@code CI=true}. */
  private static Path promtool() {
    Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(place -> Path.of(place, "promtool")).filter(Files::isExecutable).findFirst();
    Assumptions.assumeTrue(found.isPresent() || "true".equals(System.getenv("CI")), "promtool is not installed");
    return found.orElseThrow(() -> new AssertionError("promtool is not installed, and CI=true: apt-get install prometheus"));
  }
}
