package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Operator.Role;
import io.manometer.rules.model.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GraphTest {

  private static final String JOB = """
      {"jid": "j", "name": "orders", "vertices": [
        {"id": "s", "name": "Source: orders", "parallelism": 1, "maxParallelism": 128, "status": "RUNNING"},
        {"id": "m", "name": "clean -> price -> label", "parallelism": 2, "maxParallelism": 128, "status": "RUNNING"},
        {"id": "b", "name": "fork -> (left, right -> join)", "parallelism": 2, "maxParallelism": -1, "status": "RUNNING"}],
       "plan": {"nodes": [
        {"id": "b", "inputs": [{"num": 0, "id": "m", "ship_strategy": "HASH"}, {"num": 1, "id": "m", "ship_strategy": "NEW"}]},
        {"id": "m", "inputs": [{"num": 0, "id": "s", "ship_strategy": "RESCALE"}]},
        {"id": "s"}]}}""";

  private final Topology graph = graph(JOB);

  @Test
  void verticesAreOperatorsWithTheirPlaceInTheGraph() {
    assertThat(graph.operators()).extracting(Operator::role).containsExactly(Role.SOURCE, Role.INNER, Role.SINK);
    assertThat(graph.operator("s").orElseThrow().maxParallelism()).contains(128);
    assertThat(graph.operator("b").orElseThrow().maxParallelism()).isEmpty();
  }

  @Test
  void aChainIsTakenApartUpToItsBranches() {
    assertThat(chain("clean -> price -> label")).containsExactly("clean", "price", "label");
    assertThat(chain("clean -> fork -> (left, right -> (join, count))"))
        .containsExactly("clean", "fork", "(left, right -> (join, count))");
    assertThat(chain("Source: orders")).isEmpty();
  }

  @Test
  void whatIsChainedBehindASourceInBranchesIsNotTakenForNothing() {
    assertThat(chain("Source: orders -> (enrich -> Sink: a, audit -> Sink: b)"))
        .containsExactly("Source: orders", "(enrich -> Sink: a, audit -> Sink: b)");
  }

  @Test
  void parenthesesInANameAreNoBranches() {
    assertThat(chain("Source: orders(id, price) -> map (a, b) -> label"))
        .containsExactly("Source: orders(id, price)", "map (a, b)", "label");
  }

  @Test
  void twoEdgesBetweenTheSameVerticesAreKeptApart() {
    assertThat(graph.inputsOf("b")).hasSize(2).extracting(e -> e.partitioning())
        .containsExactly(Partitioning.HASH, Partitioning.UNKNOWN);
    assertThat(graph.inputsOf("m").get(0).partitioning()).isEqualTo(Partitioning.REBALANCE);
  }

  @Test
  void aVertexThatHasFinishedIsGoneAndMakesNoSourceOfItsConsumer() {
    Topology later = graph(JOB.replace("\"parallelism\": 1, \"maxParallelism\": 128, \"status\": \"RUNNING\"",
        "\"parallelism\": 1, \"maxParallelism\": 128, \"status\": \"FINISHED\""));
    assertThat(later.operators()).extracting(Operator::id).containsExactly("m", "b");
    assertThat(later.operator("m").orElseThrow().role()).isEqualTo(Role.INNER);
    assertThat(later.inputsOf("m")).isEmpty();
  }

  private List<String> chain(String vertex) {
    Topology named = graph(JOB.replace("Source: orders", vertex));
    return named.operator("s").orElseThrow().chain().stream().map(Operator.Chained::name).toList();
  }

  private static Topology graph(String job) {
    return Graph.of(new JsonMapper().readTree(job), "flink 2.3.0");
  }
}
