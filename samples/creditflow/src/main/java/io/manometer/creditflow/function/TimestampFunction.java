package io.manometer.creditflow.function;

/** Reads the event time of a record. Shared by the subtasks of a worker, so it keeps no state. */
@FunctionalInterface
public interface TimestampFunction<T> {
  /** Milliseconds since the epoch. */
  long timestampMillis(T record);
}
