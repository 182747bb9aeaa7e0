package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.ProcessFunction;
import io.manometer.creditflow.function.SubtaskContext;

/** Runs a {@link ProcessFunction}. */
public final class ProcessOperator<I, O> extends Operator<I, O> {

  private final ProcessFunction<? super I, O> function;
  private Emitter<O> emitter;

  public ProcessOperator(ProcessFunction<? super I, O> function) {
    this.function = function;
  }

  @Override
  public void open(SubtaskContext context) throws Exception {
    emitter = new Emitter<>(next);
    function.open(context);
  }

  @Override
  public void process(I record, long timestamp) throws Exception {
    emitter.timestamp = timestamp;
    function.process(record, emitter);
  }

  @Override
  public void end() throws Exception {
    function.end(emitter);
    next.end();
  }

  @Override
  public void close() throws Exception {
    function.close();
  }
}
