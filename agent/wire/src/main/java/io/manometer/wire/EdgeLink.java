package io.manometer.wire;

/**
 * A connection between two vertices.
 *
 * @param id unique within the job
 * @param from id of the producing vertex
 * @param to id of the consuming vertex
 * @param partitioning how records are spread; {@code UNKNOWN} where the runtime does not tell
 */
public record EdgeLink(String id, String from, String to, Partitioning partitioning) {

  /** How an edge assigns a record to a consuming subtask. */
  public enum Partitioning { FORWARD, HASH, REBALANCE, BROADCAST, CUSTOM, UNKNOWN }

  public EdgeLink {
    Refuse.blank(id, "edge.id");
    Refuse.blank(from, "edge.from");
    Refuse.blank(to, "edge.to");
    Refuse.missing(partitioning, "edge.partitioning");
  }
}
