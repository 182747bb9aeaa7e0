package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.Snapshot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The name of a worker holds over its restarts and is nobody else's. */
class WorkerNamesIT {

  @TempDir private Path folder;

  @Test
  void aWorkerThatIsRestartedIsTheSameWorkerAndItsNeighbourIsAnother() throws Exception {
    int port = AgentPages.freePort();
    String workers = "127.0.0.1:" + port + ",127.0.0.1:" + AgentPages.freePort();
    try (Analyzer analyzer = new Analyzer()) {
      Set<String> first = idsOfBoth(analyzer, workers);
      Set<String> second = idsOfBoth(analyzer, workers);

      assertThat(first).hasSize(2).isEqualTo(second)
          .contains("worker-0@127.0.0.1:" + port + "@" + analyzer.received().get(0).worker().host());
      assertThat(analyzer.received().stream().map(s -> s.worker().incarnation()).distinct()).hasSize(4);
    }
  }

  @Test
  void aJobInOneJvmAloneIsTheSameWorkerAfterARestartAndTwoOfThemAreTwo() throws Exception {
    try (Analyzer analyzer = new Analyzer()) {
      String id = idOfOne(analyzer);
      try (Host one = alone(analyzer).start(folder)) {
        analyzer.await(list -> idsOf(list, one).contains(id));
        try (Host twin = alone(analyzer).start(folder)) {
          analyzer.await(list -> idsOf(list, twin).contains(id + "#1"));
        }
      }
      assertThat(idOfOne(analyzer)).isEqualTo(id);
    }
  }

  /** In the order in which they come up, so that the port that an agent happens to get would tell them apart wrongly. */
  private Set<String> idsOfBoth(Analyzer analyzer, String workers) {
    int second = analyzer.received().isEmpty() ? 1 : 0;
    try (Host one = worker(analyzer, workers, 1 - second).start(folder);
        Host two = worker(analyzer, workers, second).start(folder)) {
      analyzer.await(list -> !idsOf(list, one).isEmpty() && !idsOf(list, two).isEmpty());
      Set<String> ids = new HashSet<>(idsOf(analyzer.received(), one));
      ids.addAll(idsOf(analyzer.received(), two));
      return ids;
    }
  }

  private String idOfOne(Analyzer analyzer) {
    try (Host host = alone(analyzer).start(folder)) {
      return idsOf(analyzer.await(list -> !idsOf(list, host).isEmpty()), host).iterator().next();
    }
  }

  private static Host.Command alone(Analyzer analyzer) {
    return Host.command().agent("interval=200ms,analyzer=" + analyzer.address()).args("0", "2000");
  }

  private static Host.Command worker(Analyzer analyzer, String workers, int index) {
    return Host.command().agent("interval=200ms,analyzer=" + analyzer.address())
        .args("0", "2000", "--workers", workers, "--worker", String.valueOf(index));
  }

  /** By which names the tasks of a host came. */
  private static Set<String> idsOf(List<Snapshot> snapshots, Host host) {
    return snapshots.stream().filter(s -> s.worker().pid() == host.pid() && !s.subtasks().isEmpty())
        .map(s -> s.worker().id()).collect(Collectors.toSet());
  }
}
