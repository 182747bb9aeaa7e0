package io.manometer.creditflow.graph;

/** How an edge assigns a record to a consuming subtask. */
public enum Partitioning {
  /** Subtask i to subtask i; needs equal parallelism. */
  FORWARD,
  /** By the key's key group, so that all records of a key meet in one subtask. */
  HASH,
  /** In turn. */
  REBALANCE,
  /** Each record to every subtask. */
  BROADCAST,
  /** By the user's own function. */
  CUSTOM
}
