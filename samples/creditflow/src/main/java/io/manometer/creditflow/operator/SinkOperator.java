package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.function.SubtaskContext;

/** Runs a {@link SinkFunction}; nothing comes after it. */
public final class SinkOperator<T> extends Operator<T, Void> {

  private final SinkFunction<? super T> function;

  public SinkOperator(SinkFunction<? super T> function) {
    this.function = function;
  }

  @Override
  public void open(SubtaskContext context) throws Exception {
    function.open(context);
  }

  @Override
  public void process(T record, long timestamp) throws Exception {
    function.write(record);
  }

  @Override
  public void watermark(long timestamp) {}

  @Override
  public void tick(long nowMillis) {}

  @Override
  public void end() throws Exception {
    function.end();
  }

  @Override
  public void close() throws Exception {
    function.close();
  }
}
