package io.manometer.wire;

import java.util.List;

/**
 * A vertex of the running graph: one task per subtask, with one operator or a chain of them.
 *
 * @param role what the vertex does at the ends of the graph
 * @param maxParallelism number of key groups; null where the runtime has none
 * @param chain the operators that run in this vertex, in order; one entry for an unchained operator
 */
public record OperatorNode(
    String id, String name, int parallelism, Integer maxParallelism, Role role, List<ChainedOperator> chain) {

  /** Place of a vertex in its graph; {@code BOTH} when source and sink are chained into one. */
  public enum Role { SOURCE, INNER, SINK, BOTH }

  /** One operator inside a vertex. */
  public record ChainedOperator(String id, String name) {
    public ChainedOperator {
      Refuse.blank(id, "operator.chain.id");
      Refuse.missing(name, "operator.chain.name");
    }
  }

  public OperatorNode {
    Refuse.blank(id, "operator.id");
    Refuse.missing(name, "operator.name");
    Refuse.unless(parallelism > 0, "operator.parallelism", "is " + parallelism + ", at least 1 is right");
    Refuse.missing(role, "operator.role");
    chain = Refuse.missingOrHoles(chain, "operator.chain");
  }
}
