package io.manometer.creditflow.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Turns a declared pipeline into the graph that runs, and refuses one that cannot. */
public final class JobGraphBuilder {

  private final JobSpec job;
  private final Map<OperatorSpec, Integer> outgoing = new IdentityHashMap<>();
  private final Map<OperatorSpec, Vertex> vertexOf = new IdentityHashMap<>();

  private JobGraphBuilder(JobSpec job) {
    this.job = job;
  }

  /**
   * Builds the graph.
   *
   * @param workers addresses; empty for a single worker in this JVM
   * @throws IllegalArgumentException when the pipeline cannot run as declared
   */
  public static JobGraph build(JobSpec job, List<String> workers) {
    return new JobGraphBuilder(job).build(workers);
  }

  private JobGraph build(List<String> workers) {
    countOutgoing();
    job.operators().forEach(this::check);
    List<Vertex> vertices = vertices();
    return new JobGraph(Ids.job(job.name(), workers), job.name(), job.slaLag(), job.maxParallelism(), vertices,
        edges(vertices), workers);
  }

  private void countOutgoing() {
    for (OperatorSpec operator : job.operators()) {
      operator.inputs().forEach(input -> outgoing.merge(input.from(), 1, Integer::sum));
    }
  }

  private void check(OperatorSpec operator) {
    if (operator.output != null && !outgoing.containsKey(operator)) {
      throw refused(operator, "has no consumer; end the stream with a sink");
    }
    for (OperatorSpec.Input input : operator.inputs()) {
      Partitioning partitioning = routeOf(input, operator).partitioning();
      if (partitioning == Partitioning.FORWARD && input.from().parallelism != operator.parallelism) {
        throw refused(operator, "has parallelism " + operator.parallelism + " behind a forward edge from '"
            + input.from().name + "' with " + input.from().parallelism + "; they must be equal");
      }
      if (partitioning == Partitioning.HASH && operator.parallelism > job.maxParallelism()) {
        throw refused(operator, "has parallelism " + operator.parallelism + " behind keyBy; at most maxParallelism, "
            + job.maxParallelism() + ", is right");
      }
    }
  }

  private List<Vertex> vertices() {
    if (job.operators().isEmpty()) {
      throw new IllegalArgumentException("pipeline '" + job.name() + "' has no operators");
    }
    Map<OperatorSpec, List<ChainedOperator>> chainOf = new IdentityHashMap<>();
    List<List<ChainedOperator>> chains = new ArrayList<>();
    for (OperatorSpec operator : job.operators()) {
      List<ChainedOperator> chain;
      if (isChained(operator)) {
        chain = chainOf.get(operator.inputs().get(0).from());
      } else {
        chain = new ArrayList<>();
        chains.add(chain);
      }
      chain.add(new ChainedOperator(Ids.operator(operator), operator.name, operator));
      chainOf.put(operator, chain);
    }
    List<Vertex> vertices = new ArrayList<>();
    for (List<ChainedOperator> chain : chains) {
      Vertex vertex = Vertex.of(vertices.size(), chain);
      vertices.add(vertex);
      chain.forEach(operator -> vertexOf.put(operator.spec(), vertex));
    }
    return List.copyOf(vertices);
  }

  /** Chains are lines, never trees, so that the depth of a call tells the operator. */
  private boolean isChained(OperatorSpec operator) {
    if (operator.inputs().size() != 1 || operator.startsChain || operator.neverChained) {
      return false;
    }
    OperatorSpec before = operator.inputs().get(0).from();
    return !before.neverChained
        && outgoing.get(before) == 1
        && routeOf(operator.inputs().get(0), operator).partitioning() == Partitioning.FORWARD;
  }

  private List<Edge> edges(List<Vertex> vertices) {
    List<Edge> edges = new ArrayList<>();
    Map<String, Integer> parallelEdges = new HashMap<>();
    int channels = 0;
    for (Vertex vertex : vertices) {
      OperatorSpec head = vertex.chain().get(0).spec();
      for (OperatorSpec.Input input : head.inputs()) {
        Vertex from = vertexOf.get(input.from());
        String pair = from.id() + "->" + vertex.id();
        String id = pair + "#" + (parallelEdges.merge(pair, 1, Integer::sum) - 1);
        Edge edge = new Edge(id, from, vertex, routeOf(input, head), input.from().output, channels);
        edges.add(edge);
        channels = Math.addExact(channels, edge.channelCount());
      }
    }
    return List.copyOf(edges);
  }

  private static Route routeOf(OperatorSpec.Input input, OperatorSpec operator) {
    return input.route().resolved(input.from().parallelism, operator.parallelism);
  }

  private static IllegalArgumentException refused(OperatorSpec operator, String problem) {
    return new IllegalArgumentException("operator '" + operator.name + "' " + problem);
  }
}
