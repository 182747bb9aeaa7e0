package io.manometer.creditflow.operator;

import io.manometer.creditflow.source.Rate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When the records of one source subtask arrive: by a rate, whatever the pipeline does, or all at once.
 *
 * <p>Threads: the subtask's thread waits; anyone may ask.
 */
final class Arrivals {

  /** The shortest wait for an arrival; below it a wait costs more than it brings. */
  private static final long LEAST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Rate rate;
  private final long limit;
  private final int subtask;
  private final int parallelism;
  private final long startNanos;

  /**
   * @param rate of all subtasks together; null when every record is there from the start
   * @param limit records of this subtask in all
   * @param startNanos as {@link System#nanoTime}
   */
  Arrivals(Rate rate, long limit, int subtask, int parallelism, long startNanos) {
    this.rate = rate;
    this.limit = limit;
    this.subtask = subtask;
    this.parallelism = parallelism;
    this.startNanos = startNanos;
  }

  /** Records that have arrived by then, at most the limit. */
  long by(long nowNanos) {
    if (rate == null) {
      return limit;
    }
    double all = rate.arrivedBy((nowNanos - startNanos) / 1e9);
    long own = (long) Math.floor((all - subtask + parallelism - 1) / parallelism);
    return Math.min(limit, Math.max(0, own));
  }

  /** Waits for the record after those that were emitted, or for a part of that time. */
  void awaitNext(long emitted, long nowNanos) {
    double seconds = rate.secondsUntil((double) emitted * parallelism + subtask + 1);
    double nanos = seconds * 1e9 - (nowNanos - startNanos);
    awaitArrival((long) Math.min(LONGEST_WAIT_NANOS, Math.max(LEAST_WAIT_NANOS, nanos)));
  }

  /** Waits for the next arrival and does nothing else. */
  private void awaitArrival(long nanos) {
    LockSupport.parkNanos(this, nanos);
  }
}
