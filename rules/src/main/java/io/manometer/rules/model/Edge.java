package io.manometer.rules.model;

/**
 * A connection between two operators.
 *
 * @param id unique within the job
 * @param from id of the producing operator
 * @param to id of the consuming operator
 */
public record Edge(String id, String from, String to, Partitioning partitioning) {

  /** How an edge assigns a record to a consuming subtask; {@code UNKNOWN} where the runtime does not tell. */
  public enum Partitioning { FORWARD, HASH, REBALANCE, BROADCAST, CUSTOM, UNKNOWN }

  public Edge {
    Check.id(id, "edge.id");
    Check.id(from, "edge.from");
    Check.id(to, "edge.to");
    Check.present(partitioning, "edge.partitioning");
  }
}
