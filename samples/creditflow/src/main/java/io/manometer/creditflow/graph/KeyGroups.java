package io.manometer.creditflow.graph;

import java.util.Arrays;

/**
 * Where a key belongs: key → key group → subtask. A job has as many key groups as its maxParallelism; each subtask has
 * a run of them of nearly equal length, so that the key group of a key does not depend on the parallelism.
 */
public final class KeyGroups {

  private KeyGroups() {}

  /** The key group of a key, from 0, below {@code maxParallelism}. */
  public static int of(Object key, int maxParallelism) {
    return Integer.remainderUnsigned(spread(hash(key)), maxParallelism);
  }

  /** The subtask that a key group belongs to. */
  public static int subtask(int keyGroup, int maxParallelism, int parallelism) {
    return keyGroup * parallelism / maxParallelism;
  }

  private static int hash(Object key) {
    if (key == null) {
      throw new IllegalArgumentException("a key is null; records without a key cannot be partitioned by key");
    }
    if (key instanceof byte[] bytes) {
      return Arrays.hashCode(bytes);
    }
    if (key instanceof Enum<?> constant) {
      return constant.name().hashCode();
    }
    return key.hashCode();
  }

  /** MurmurHash3 (32 bit, seed 0) of one int; public domain, by A. Appleby. */
  private static int spread(int value) {
    int hash = value * 0xcc9e2d51;
    hash = Integer.rotateLeft(hash, 15) * 0x1b873593;
    hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
    hash ^= 4;
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }
}
