package io.manometer.creditflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.creditflow.OperatorStream;
import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobGraphBuilderTest {

  private final Pipeline pipeline = Pipeline.named("Orders & <script>");

  @Test
  void forwardEdgesOfEqualParallelismAreChained() {
    numbers().map("b", n -> n, Serializers.LONG).filter("c", n -> true).sink("d", () -> n -> {});

    assertThat(build().vertices()).extracting(Vertex::name).containsExactly("a -> b -> c -> d");
    assertThat(build().edges()).isEmpty();
  }

  @Test
  void aNewChainStartsWhereAskedForAndWhereParallelismOrPartitioningChanges() {
    numbers()
        .map("b", n -> n, Serializers.LONG).startNewChain()
        .map("c", n -> n, Serializers.LONG)
        .map("d", n -> n, Serializers.LONG).parallelism(2)
        .keyBy(n -> n)
        .map("e", n -> n, Serializers.LONG).parallelism(2)
        .map("f", n -> n, Serializers.LONG).parallelism(2).disableChaining()
        .map("g", n -> n, Serializers.LONG).parallelism(2)
        .forward()
        .sink("h", () -> n -> {}).parallelism(2);

    assertThat(build().vertices()).extracting(Vertex::name).containsExactly("a", "b -> c", "d", "e", "f", "g -> h");
    assertThat(build().edges()).extracting(Edge::partitioning).containsExactly(
        Partitioning.FORWARD, Partitioning.REBALANCE, Partitioning.HASH, Partitioning.FORWARD, Partitioning.FORWARD);
  }

  @Test
  void anOperatorWithTwoConsumersOrTwoInputsEndsItsChain() {
    OperatorStream<Long> a = numbers();
    a.map("b", n -> n, Serializers.LONG).union(a.map("c", n -> n, Serializers.LONG)).sink("d", () -> n -> {});

    assertThat(build().vertices()).extracting(Vertex::name).containsExactly("a", "b", "c", "d");
  }

  @Test
  void twoEdgesBetweenTheSameVerticesHaveTwoIds() {
    OperatorStream<Long> a = numbers();
    a.union(a.rebalance()).sink("b", () -> n -> {});

    List<Edge> edges = build().edges();
    assertThat(edges).extracting(Edge::id).containsExactly(
        edges.get(0).from().id() + "->" + edges.get(0).to().id() + "#0",
        edges.get(0).from().id() + "->" + edges.get(0).to().id() + "#1");
  }

  @Test
  void channelsAreNumberedWithoutGapOverTheWholeJob() {
    numbers().parallelism(2).keyBy(n -> n).map("b", n -> n, Serializers.LONG).parallelism(3)
        .startNewChain().forward().sink("c", () -> n -> {}).parallelism(3).startNewChain();

    List<Edge> edges = build().edges();
    assertThat(edges.get(0).channel(1, 2)).isEqualTo(5);
    assertThat(edges.get(1).channel(0, 0)).isEqualTo(6);
    assertThat(edges.get(1).channel(2, 2)).isEqualTo(8);
    assertThat(edges.get(1).targetsOf(2)).containsExactly(2);
  }

  @Test
  void idsAreThoseOfThePlaceAndNotOfTheName() {
    numbers().sink("b", () -> n -> {});
    Pipeline renamed = Pipeline.named("Orders & <script>");
    renamed.source("other", Source.closedLoop(() -> n -> n), Serializers.LONG).sink("names", () -> n -> {});

    assertThat(JobGraphBuilder.build(renamed.spec(), List.of()).vertices().get(0).id())
        .isEqualTo(build().vertices().get(0).id());
  }

  @Test
  void theJobIdIsThatOfNameAndWorkersAndHarmlessInAnUrl() {
    numbers().sink("b", () -> n -> {});
    List<String> workers = List.of("host:1", "host:2");

    String id = JobGraphBuilder.build(pipeline.spec(), workers).jobId();

    assertThat(id).matches("orders-script-[0-9a-f]{8}")
        .isEqualTo(JobGraphBuilder.build(pipeline.spec(), workers).jobId())
        .isNotEqualTo(build().jobId());
  }

  @Test
  void neighboursOfParallelismOneLandOnDifferentWorkers() {
    numbers().rebalance().map("b", n -> n, Serializers.LONG).rebalance().sink("c", () -> n -> {}).parallelism(2);
    JobGraph graph = JobGraphBuilder.build(pipeline.spec(), List.of("h:1", "h:2"));

    assertThat(graph.workerOf(graph.vertices().get(0), 0)).isEqualTo(0);
    assertThat(graph.workerOf(graph.vertices().get(1), 0)).isEqualTo(1);
    assertThat(graph.workerOf(graph.vertices().get(2), 0)).isEqualTo(0);
    assertThat(graph.workerOf(graph.vertices().get(2), 1)).isEqualTo(1);
  }

  @Test
  void operatorsWithoutANameAreNamedByKindAndPlace() {
    pipeline.source(Source.closedLoop(() -> n -> n), Serializers.LONG)
        .map(n -> n, Serializers.LONG)
        .sink(() -> n -> {});

    assertThat(build().vertices().get(0).name()).isEqualTo("source-0 -> map-1 -> sink-2");
  }

  @Test
  void whatCannotRunIsRefusedByName() {
    numbers().parallelism(2).forward().map("b", n -> n, Serializers.LONG).parallelism(3).sink("c", () -> n -> {});
    assertThatThrownBy(this::build).hasMessage(
        "operator 'b' has parallelism 3 behind a forward edge from 'a' with 2; they must be equal");

    Pipeline open = Pipeline.named("open");
    open.source("a", Source.closedLoop(() -> n -> n), Serializers.LONG);
    assertThatThrownBy(() -> JobGraphBuilder.build(open.spec(), List.of()))
        .hasMessage("operator 'a' has no consumer; end the stream with a sink");

    Pipeline wide = Pipeline.named("wide").maxParallelism(4);
    wide.source("a", Source.closedLoop(() -> n -> n), Serializers.LONG)
        .keyBy(n -> n)
        .sink("b", () -> n -> {}).parallelism(5);
    assertThatThrownBy(() -> JobGraphBuilder.build(wide.spec(), List.of()))
        .hasMessageContaining("operator 'b' has parallelism 5 behind keyBy; at most maxParallelism, 4");

    assertThatThrownBy(() -> JobGraphBuilder.build(Pipeline.named("empty").spec(), List.of()))
        .hasMessage("pipeline 'empty' has no operators");
  }

  private OperatorStream<Long> numbers() {
    return pipeline.source("a", Source.closedLoop(() -> n -> n), Serializers.LONG);
  }

  private JobGraph build() {
    return JobGraphBuilder.build(pipeline.spec(), List.of());
  }
}
