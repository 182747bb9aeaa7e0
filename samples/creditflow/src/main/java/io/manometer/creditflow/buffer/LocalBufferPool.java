package io.manometer.creditflow.buffer;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The buffers of one output: a fixed number, of which no consuming subtask may hold more than its share. So one slow
 * consumer cannot take all.
 *
 * <p>Threads: the subtask's thread requests; whoever sends recycles. {@code requested} and {@code available} are
 * written under the lock, {@code size = requested + available} always; anyone may read a stale value.
 */
public final class LocalBufferPool {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition recycled = lock.newCondition();
  private final byte[][] free;
  private final int[] heldBySubpartition;
  private final int size;
  private final int share;
  private int requested;
  private int available;
  private boolean closed;

  /**
   * @param share the most buffers that one subpartition may hold
   */
  public LocalBufferPool(List<byte[]> buffers, int subpartitions, int share) {
    this.free = buffers.toArray(new byte[0][]);
    this.size = free.length;
    this.available = size;
    this.heldBySubpartition = new int[subpartitions];
    this.share = share;
  }

  /** Takes a buffer for a subpartition; null when the pool or the subpartition's share is used up. */
  public byte[] tryRequest(int subpartition) {
    lock.lock();
    try {
      if (!grantable(subpartition)) {
        return null;
      }
      heldBySubpartition[subpartition]++;
      requested++;
      return free[--available];
    } finally {
      lock.unlock();
    }
  }

  /** Waits until {@link #tryRequest} would give a buffer, or the pool is closed. */
  public void awaitGrantable(int subpartition) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && !grantable(subpartition)) {
        recycled.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives a buffer back; throws {@link IllegalStateException} when the subpartition holds none. */
  public void recycle(byte[] buffer, int subpartition) {
    lock.lock();
    try {
      if (heldBySubpartition[subpartition] == 0) {
        throw new IllegalStateException("subpartition " + subpartition + " gives back a buffer that it does not hold");
      }
      heldBySubpartition[subpartition]--;
      requested--;
      free[available++] = buffer;
      recycled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the waiting thread for good. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      recycled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public int size() {
    return size;
  }

  /** Buffers in use. */
  public int requested() {
    lock.lock();
    try {
      return requested;
    } finally {
      lock.unlock();
    }
  }

  private boolean grantable(int subpartition) {
    return available > 0 && heldBySubpartition[subpartition] < share;
  }
}
