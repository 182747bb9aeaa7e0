package io.manometer.creditflow.function;

/** Turns one record into one other. Shared by the subtasks of a worker, so it keeps no state. */
@FunctionalInterface
public interface MapFunction<T, R> {
  /** Never returns null. */
  R map(T record) throws Exception;
}
