package io.manometer.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Edge.Partitioning;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopologyTest {

  @Test
  void aForwardEdgeKeepsSubtasksTogetherOnlyWhereBothSidesHaveAsMany() {
    Topology job = new Topology(
        "job", "job", "test", List.of(operator("a", 1), operator("b", 4), operator("c", 4)),
        List.of(edge("a", "b", Partitioning.FORWARD), edge("b", "c", Partitioning.FORWARD),
            edge("c", "b", Partitioning.REBALANCE), edge("a", "gone", Partitioning.FORWARD)),
        Optional.empty());

    assertThat(job.edges()).filteredOn(job::keepsSubtasks).extracting(Edge::id).containsExactly("b-c");
  }

  private static Operator operator(String id, int parallelism) {
    return new Operator(id, id, parallelism, Optional.empty(), Operator.Role.INNER, List.of());
  }

  private static Edge edge(String from, String to, Partitioning partitioning) {
    return new Edge(from + "-" + to, from, to, partitioning);
  }
}
