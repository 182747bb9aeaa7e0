package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.FlatMapFunction;
import io.manometer.creditflow.function.SubtaskContext;

/** Runs a {@link FlatMapFunction}. */
public final class FlatMapOperator<I, O> extends Operator<I, O> {

  private final FlatMapFunction<? super I, O> function;
  private Emitter<O> emitter;

  public FlatMapOperator(FlatMapFunction<? super I, O> function) {
    this.function = function;
  }

  @Override
  public void open(SubtaskContext context) {
    emitter = new Emitter<>(next);
  }

  @Override
  public void process(I record, long timestamp) throws Exception {
    emitter.timestamp = timestamp;
    function.flatMap(record, emitter);
  }
}
