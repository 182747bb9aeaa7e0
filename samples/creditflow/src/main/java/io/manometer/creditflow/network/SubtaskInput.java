package io.manometer.creditflow.network;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All input of a subtask, over all its gates: the channels that have something, in the order in which they got it.
 *
 * <p>Threads: links add, the subtask's thread takes; both under the lock.
 */
public final class SubtaskInput {

  /** For a wait without end. */
  public static final long FOREVER = Long.MAX_VALUE;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final ArrayDeque<InputChannel> ready = new ArrayDeque<>();
  private volatile boolean cancelled;

  /**
   * Reads the next buffer; waits for one as long as told.
   *
   * @param handler gets the elements in it
   * @return false when there was none in time
   */
  public boolean readNext(ElementHandler handler, long mostNanos) throws Exception {
    InputFrame frame = poll();
    if (frame == null) {
      awaitInput(mostNanos);
      frame = poll();
    }
    if (cancelled) {
      throw new JobCancelledException();
    }
    if (frame == null) {
      return false;
    }
    frame.channel().reader().read(frame, handler);
    frame.channel().gate().recycle(frame.buffer());
    return true;
  }

  /** Makes the subtask's thread throw {@link JobCancelledException} where it waits, or would. From any thread. */
  public void cancel() {
    lock.lock();
    try {
      cancelled = true;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void add(InputChannel channel, InputFrame frame) {
    lock.lock();
    try {
      channel.received.add(frame);
      if (!channel.listed) {
        channel.listed = true;
        ready.add(channel);
        added.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private InputFrame poll() {
    lock.lock();
    try {
      InputChannel channel = ready.poll();
      if (channel == null) {
        return null;
      }
      InputFrame frame = channel.received.remove();
      channel.listed = !channel.received.isEmpty();
      if (channel.listed) {
        ready.add(channel);
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for input and does nothing else; entered only when there is none. All time that the subtask's thread is idle
   * is in here.
   */
  private void awaitInput(long mostNanos) {
    lock.lock();
    try {
      long left = mostNanos;
      while (ready.isEmpty() && !cancelled && left > 0) {
        if (mostNanos == FOREVER) {
          added.await();
        } else {
          left = added.awaitNanos(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancelled = true;
    } finally {
      lock.unlock();
    }
  }
}
