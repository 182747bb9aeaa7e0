package io.manometer.creditflow.window;

/**
 * Folds the records of one key and window into an accumulator, and the accumulator into a result. Memory per open
 * window is one accumulator for each key seen. Shared by the subtasks of a worker, so it keeps no state.
 */
public interface WindowFunction<K, T, A, R> {

  A create();

  /** Returns the new accumulator; may be the old one, changed. */
  A add(A accumulator, T record);

  R result(K key, TimeWindow window, A accumulator);
}
