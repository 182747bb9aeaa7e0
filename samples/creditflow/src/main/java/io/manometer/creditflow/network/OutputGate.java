package io.manometer.creditflow.network;

import io.manometer.creditflow.buffer.LocalBufferPool;
import io.manometer.creditflow.graph.Edge;

/**
 * One output of a subtask: the subpartitions of one edge and the buffers that they share.
 *
 * <p>Threads: the subtask's thread writes; the flusher flushes; links send.
 */
public final class OutputGate {

  private final Edge edge;
  private final int subtask;
  private final LocalBufferPool pool;
  private final Subpartition[] subpartitions;
  private volatile boolean cancelled;

  public OutputGate(Edge edge, int subtask, LocalBufferPool pool) {
    this.edge = edge;
    this.subtask = subtask;
    this.pool = pool;
    int[] targets = edge.targetsOf(subtask);
    subpartitions = new Subpartition[targets.length];
    for (int i = 0; i < targets.length; i++) {
      subpartitions[i] = new Subpartition(this, i, targets[i], edge.channel(subtask, targets[i]));
    }
  }

  /** Sends what is in buffers that are not full. From any thread. */
  public void flush() {
    for (Subpartition subpartition : subpartitions) {
      subpartition.flush();
    }
  }

  /** Makes the subtask's thread throw {@link JobCancelledException} where it waits, or would. From any thread. */
  public void cancel() {
    cancelled = true;
    pool.close();
  }

  public Edge edge() {
    return edge;
  }

  public int subtask() {
    return subtask;
  }

  public LocalBufferPool pool() {
    return pool;
  }

  public Subpartition[] subpartitions() {
    return subpartitions;
  }

  @Override
  public String toString() {
    return "output " + edge + " of subtask " + subtask;
  }

  /** Takes a buffer for a subpartition; blocks while there is none for it. */
  byte[] requestBuffer(int index) {
    byte[] memory = pool.tryRequest(index);
    while (memory == null && !cancelled) {
      awaitBuffer(subpartitions[index].targetSubtask(), index);
      memory = pool.tryRequest(index);
    }
    if (memory == null) {
      throw new JobCancelledException();
    }
    return memory;
  }

  void recycle(byte[] memory, int index) {
    pool.recycle(memory, index);
  }

  /**
   * Waits for a buffer and does nothing else; entered only when there is none. All time that the subtask's thread is
   * backpressured is in here.
   *
   * @param targetSubtask the consuming subtask that the buffer is for
   */
  private void awaitBuffer(int targetSubtask, int index) {
    try {
      pool.awaitGrantable(index);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancelled = true;
    }
  }
}
