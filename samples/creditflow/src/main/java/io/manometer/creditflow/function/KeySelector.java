package io.manometer.creditflow.function;

/**
 * Takes the key out of a record. The key needs {@code equals} and a {@code hashCode} that is the same in every JVM:
 * strings, boxed numbers, and records of them are; enums and byte arrays are hashed by name and content; never null.
 */
@FunctionalInterface
public interface KeySelector<T, K> {
  K key(T record);
}
