package io.manometer.creditflow.function;

/** Turns one record into any number of others. Shared by the subtasks of a worker, so it keeps no state. */
@FunctionalInterface
public interface FlatMapFunction<T, R> {
  void flatMap(T record, Collector<? super R> out) throws Exception;
}
