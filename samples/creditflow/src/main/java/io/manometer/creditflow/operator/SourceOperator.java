package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.SubtaskContext;
import io.manometer.creditflow.source.Generator;
import io.manometer.creditflow.source.Source;

/**
 * The head of a source subtask: makes records and emits them. {@link #run} is its loop.
 *
 * <p>Threads: the subtask's thread writes {@code emitted}. Anyone may read it and call {@link #arrivedBy}.
 */
public final class SourceOperator<T> extends Operator<Void, T> {

  private final Source<T> source;
  private final Generator<? extends T> generator;
  private int subtask;
  private int parallelism = 1;
  private long ownLimit;
  private volatile Arrivals arrivals;
  private volatile boolean cancelled;
  private volatile boolean tickDue;
  private long emitted;

  public SourceOperator(Source<T> source) {
    this.source = source;
    this.generator = source.generator().get();
  }

  @Override
  public void open(SubtaskContext context) throws Exception {
    subtask = context.subtask();
    parallelism = context.parallelism();
    long limit = source.limit();
    ownLimit = limit == Source.ENDLESS ? limit : Math.max(0, (limit - subtask + parallelism - 1) / parallelism);
    generator.open(context);
  }

  /** Emits until the limit or a cancellation. */
  public void run() throws Exception {
    Arrivals arriving = new Arrivals(source.rate(), ownLimit, subtask, parallelism, System.nanoTime());
    arrivals = arriving;
    while (!cancelled && emitted < ownLimit) {
      long due = arriving.by(System.nanoTime());
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
        arriving.awaitNext(emitted, System.nanoTime());
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
    return source.rate() != null;
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
    Arrivals arriving = arrivals;
    return arriving == null ? 0 : arriving.by(nowNanos);
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

  @Override
  public void process(Void record, long timestamp) {
    throw new IllegalStateException("a source has no input");
  }

  @Override
  public void close() throws Exception {
    generator.close();
  }
}
