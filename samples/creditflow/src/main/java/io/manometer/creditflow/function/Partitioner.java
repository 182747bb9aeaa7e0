package io.manometer.creditflow.function;

/** Chooses the consuming subtask of a record. Shared by the subtasks of a worker, so it keeps no state. */
@FunctionalInterface
public interface Partitioner<T> {
  /** Returns an index from 0, below {@code targets}. */
  int select(T record, int targets);
}
