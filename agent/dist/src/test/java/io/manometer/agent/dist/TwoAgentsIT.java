package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.dist.Host.Outcome;
import io.manometer.wire.AgentSample;
import io.manometer.wire.Snapshot;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside the OpenTelemetry Java agent, which changes the class of each task for itself: both work, in either order. */
class TwoAgentsIT {

  private static final String RECORDS = "20000";
  private static final Path OTHER = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
      .filter(entry -> entry.contains("opentelemetry-javaagent")).map(Path::of).findFirst().orElseThrow();

  @TempDir private Path folder;

  @Test
  void behindTheOtherAgentBothWork() {
    try (Analyzer analyzer = new Analyzer()) {
      assertThatBothWork(analyzer, withTheOther(Host.command()).agent(options(analyzer)));
    }
  }

  @Test
  void beforeTheOtherAgentBothWork() {
    try (Analyzer analyzer = new Analyzer()) {
      assertThatBothWork(analyzer, withTheOther(Host.command().agent(options(analyzer))));
    }
  }

  @Test
  void attachedBesideTheOtherAndDetachedAgainTheOtherStays() {
    try (Analyzer analyzer = new Analyzer();
        Host host = withTheOther(Host.command()).args("0", "2000").start(folder).awaitLine(HostPipeline.RUNS)) {
      AttachCommand.Result attached = AttachCommand.attach(host, options(analyzer));
      assertThat(attached.out()).as(attached.toString()).startsWith("attached: 6 tasks found");
      analyzer.await(list -> list.stream().filter(s -> s.subtasks().size() == 6).count() >= 3);
      assertThat(AttachCommand.detach(host).exit()).isZero();
      assertThat(host.isAlive()).isTrue();
    }
  }

  private void assertThatBothWork(Analyzer analyzer, Host.Command command) {
    String expected = Host.command().args(RECORDS, "0").run(folder).output();
    Outcome outcome = command.args(RECORDS, "200", "--buffer-bytes", "256").run(folder);
    List<Snapshot> snapshots = analyzer.received();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.output()).isEqualTo(expected);
    assertThat(outcome.otherErrors()).anyMatch(line -> line.contains("opentelemetry-javaagent - version"))
        .noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
    assertThat(outcome.agentLines()).isEmpty();
    assertThat(snapshots).anyMatch(s -> s.subtasks().size() == 6);
    assertThat(snapshots).allMatch(s -> s.agent().state() == AgentSample.State.RUNNING);
    assertThat(snapshots.stream().filter(s -> s.subtasks().size() == 6).flatMap(s -> s.subtasks().stream()))
        .anyMatch(s -> s.backpressuredNanos() > 0);
  }

  private static Host.Command withTheOther(Host.Command command) {
    return command.jvm("-javaagent:" + OTHER, "-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none");
  }

  private static String options(Analyzer analyzer) {
    return "log-level=warn,listen=off,interval=200ms,analyzer=" + analyzer.address();
  }
}
