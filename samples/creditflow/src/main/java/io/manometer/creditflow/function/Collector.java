package io.manometer.creditflow.function;

/** Takes the records that a function emits; blocks while the output has no buffer. For the subtask's thread only. */
@FunctionalInterface
public interface Collector<T> {
  void collect(T record);
}
