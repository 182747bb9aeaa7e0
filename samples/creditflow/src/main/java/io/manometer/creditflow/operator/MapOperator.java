package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.MapFunction;

/** Runs a {@link MapFunction}. */
public final class MapOperator<I, O> extends Operator<I, O> {

  private final MapFunction<? super I, ? extends O> function;

  public MapOperator(MapFunction<? super I, ? extends O> function) {
    this.function = function;
  }

  @Override
  public void process(I record, long timestamp) throws Exception {
    next.process(function.map(record), timestamp);
  }
}
