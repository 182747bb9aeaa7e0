package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.FilterFunction;

/** Runs a {@link FilterFunction}. */
public final class FilterOperator<T> extends Operator<T, T> {

  private final FilterFunction<? super T> function;

  public FilterOperator(FilterFunction<? super T> function) {
    this.function = function;
  }

  @Override
  public void process(T record, long timestamp) throws Exception {
    if (function.keep(record)) {
      next.process(record, timestamp);
    }
  }
}
