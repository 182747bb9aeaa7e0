package io.manometer.creditflow.graph;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A chain of operators that runs as one subtask per degree of parallelism; an operator that is not chained is a chain
 * of one.
 *
 * @param id that of the first operator
 * @param index place of the vertex in the graph, from 0
 * @param name the names of the operators with {@code " -> "} between them
 */
public record Vertex(String id, int index, String name, int parallelism, List<ChainedOperator> chain) {

  static Vertex of(int index, List<ChainedOperator> chain) {
    String name = chain.stream().map(ChainedOperator::name).collect(Collectors.joining(" -> "));
    return new Vertex(chain.get(0).id(), index, name, chain.get(0).spec().parallelism, List.copyOf(chain));
  }

  /** True when the vertex makes its own records. */
  public boolean source() {
    return chain.get(0).spec().inputs().isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
