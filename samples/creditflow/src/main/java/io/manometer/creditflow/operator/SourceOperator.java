package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.SubtaskContext;
import io.manometer.creditflow.source.Generator;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The head of a source subtask: makes records and emits them. {@link #run} is its loop.
 *
 * <p>Threads: the subtask's thread writes {@code emitted}; {@code startNanos} is set once before the first record.
 * Anyone may read both and call {@link #arrivedBy}.
 */
public final class SourceOperator<T> extends Operator<Void, T> {

  /** The shortest wait for an arrival; below it a wait costs more than it brings. */
  private static final long LEAST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Generator<? extends T> generator;
  private final Rate rate;
  private final long limit;
  private int subtask;
  private int parallelism = 1;
  private long ownLimit;
  private volatile boolean started;
  private volatile long startNanos;
  private volatile boolean cancelled;
  private volatile boolean tickDue;
  private long emitted;

  public SourceOperator(Source<T> source) {
    this.generator = source.generator().get();
    this.rate = source.rate();
    this.limit = source.limit();
  }

  @Override
  public void open(SubtaskContext context) throws Exception {
    subtask = context.subtask();
    parallelism = context.parallelism();
    ownLimit = limit == Source.ENDLESS ? limit : Math.max(0, (limit - subtask + parallelism - 1) / parallelism);
    generator.open(context);
  }

  /** Emits until the limit or a cancellation. */
  public void run() throws Exception {
    startNanos = System.nanoTime();
    started = true;
    while (!cancelled && emitted < ownLimit) {
      long due = Math.min(ownLimit, arrivedBy(System.nanoTime()));
      while (emitted < due && !cancelled) {
        if (tickDue) {
          tickNow();
        }
        emitOne();
      }
      if (tickDue) {
        tickNow();
      }
      if (emitted < ownLimit && !cancelled) {
        passTime();
      }
    }
  }

  /** Makes {@link #run} return soon. From any thread. */
  public void cancel() {
    cancelled = true;
  }

  /** Makes {@link #run} tick before the next record. From any thread. */
  public void requestTick() {
    tickDue = true;
  }

  /** True when records arrive whatever the pipeline does. */
  public boolean openLoop() {
    return rate != null;
  }

  /** Records handed to the pipeline by this subtask; may be stale when read from another thread. */
  public long emitted() {
    return emitted;
  }

  /**
   * Records that have arrived at this subtask by then; for a closed-loop source those that could be asked for, its
   * limit.
   *
   * @param nowNanos as {@link System#nanoTime}
   */
  public long arrivedBy(long nowNanos) {
    if (!started) {
      return 0;
    }
    if (rate == null) {
      return ownLimit;
    }
    double all = rate.arrivedBy((nowNanos - startNanos) / 1e9);
    long own = (long) Math.floor((all - subtask + parallelism - 1) / parallelism);
    return Math.min(ownLimit, Math.max(0, own));
  }

  private void emitOne() throws Exception {
    T record = generator.generate(emitted * parallelism + subtask);
    next.process(record, NO_TIMESTAMP);
    emitted++;
  }

  private void tickNow() throws Exception {
    tickDue = false;
    next.tick(System.currentTimeMillis());
  }

  private void passTime() {
    double seconds = rate.secondsUntil((double) emitted * parallelism + subtask + 1);
    double nanos = seconds * 1e9 - (System.nanoTime() - startNanos);
    awaitArrival((long) Math.min(TimeUnit.MILLISECONDS.toNanos(10), Math.max(LEAST_WAIT_NANOS, nanos)));
  }

  /** Waits for the next arrival and does nothing else. */
  private void awaitArrival(long nanos) {
    LockSupport.parkNanos(this, nanos);
  }

  @Override
  public void process(Void record, long timestamp) {
    throw new IllegalStateException("a source has no input");
  }

  @Override
  public void close() throws Exception {
    generator.close();
  }
}
