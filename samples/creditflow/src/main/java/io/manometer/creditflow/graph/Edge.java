package io.manometer.creditflow.graph;

import io.manometer.creditflow.serde.Serializer;

/**
 * A connection between two vertices, made of channels from subtask to subtask.
 *
 * @param id {@code fromVertexId->toVertexId#n}, where n counts the edges between the same two vertices from 0
 * @param serializer of the records that pass
 * @param firstChannel the channels of an edge have consecutive numbers, unique in the job, the same in all workers
 */
public record Edge(String id, Vertex from, Vertex to, Route route, Serializer<?> serializer, int firstChannel) {

  public Partitioning partitioning() {
    return route.partitioning();
  }

  /** Number of channels of the edge in all workers together. */
  public int channelCount() {
    return forward() ? from.parallelism() : from.parallelism() * to.parallelism();
  }

  /** The consuming subtasks that a producing subtask has a channel to. */
  public int[] targetsOf(int fromSubtask) {
    return forward() ? new int[] {fromSubtask} : range(to.parallelism());
  }

  /** The producing subtasks that a consuming subtask has a channel from. */
  public int[] originsOf(int toSubtask) {
    return forward() ? new int[] {toSubtask} : range(from.parallelism());
  }

  /** Number of the channel between two subtasks. */
  public int channel(int fromSubtask, int toSubtask) {
    return firstChannel + (forward() ? fromSubtask : fromSubtask * to.parallelism() + toSubtask);
  }

  private boolean forward() {
    return partitioning() == Partitioning.FORWARD;
  }

  private static int[] range(int end) {
    int[] all = new int[end];
    for (int i = 0; i < end; i++) {
      all[i] = i;
    }
    return all;
  }

  @Override
  public String toString() {
    return id;
  }
}
