package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.SubtaskContext;

/**
 * One operator of one subtask. Operators of a chain call each other directly.
 *
 * <p><b>What a stack tells.</b> An operator calls the next one of its chain only from within one of its methods {@code
 * process}, {@code watermark}, {@code tick} and {@code end} (a source: {@code run}), and each of these calls goes on to
 * the next operator before it returns. So on the stack of a subtask's thread, among the frames of classes in this
 * package, those with one of these method names stand for one operator each, in the order of the chain: the outermost
 * is operator 0, and their number less one is the index of the operator that runs. The frames of the user's function
 * follow it.
 */
public abstract class Operator<I, O> implements Receiver<I> {

  protected Receiver<O> next;

  /** Connects the operator with what takes its records; null for a sink. */
  public final void connect(Receiver<O> receiver) {
    next = receiver;
  }

  public void open(SubtaskContext context) throws Exception {}

  public void close() throws Exception {}

  /** True when the operator acts on the passing of wall-clock time. */
  public boolean wantsTicks() {
    return false;
  }

  @Override
  public void watermark(long timestamp) throws Exception {
    next.watermark(timestamp);
  }

  @Override
  public void tick(long nowMillis) throws Exception {
    next.tick(nowMillis);
  }

  @Override
  public void end() throws Exception {
    next.end();
  }
}
