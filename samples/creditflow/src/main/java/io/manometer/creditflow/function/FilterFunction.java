package io.manometer.creditflow.function;

/** Keeps a record or drops it. Shared by the subtasks of a worker, so it keeps no state. */
@FunctionalInterface
public interface FilterFunction<T> {
  boolean keep(T record) throws Exception;
}
