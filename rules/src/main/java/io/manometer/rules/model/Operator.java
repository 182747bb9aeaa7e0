package io.manometer.rules.model;

import java.util.List;
import java.util.Optional;

/**
 * A vertex of the running graph: one task per subtask, with one operator or a chain of them.
 *
 * @param maxParallelism number of key groups; empty where the runtime has none or does not tell
 * @param chain the operators that run in this vertex, in order; one entry or none for an unchained operator
 */
public record Operator(
    String id, String name, int parallelism, Optional<Integer> maxParallelism, Role role, List<Chained> chain) {

  /** Place of a vertex in its graph; {@code BOTH} when source and sink are chained into one. */
  public enum Role { SOURCE, INNER, SINK, BOTH }

  /** One operator inside a vertex. */
  public record Chained(String id, String name) {
    public Chained {
      Check.id(id, "operator.chain.id");
      Check.present(name, "operator.chain.name");
    }
  }

  public Operator {
    Check.id(id, "operator.id");
    Check.present(name, "operator.name");
    Check.that(parallelism > 0, "operator.parallelism", "is " + parallelism + ", at least 1 is right");
    Check.present(maxParallelism, "operator.maxParallelism");
    Check.present(role, "operator.role");
    chain = Check.list(chain, "operator.chain");
  }

  public boolean isSource() {
    return role == Role.SOURCE || role == Role.BOTH;
  }

  public boolean isSink() {
    return role == Role.SINK || role == Role.BOTH;
  }
}
