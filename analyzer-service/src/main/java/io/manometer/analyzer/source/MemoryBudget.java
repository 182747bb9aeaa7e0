package io.manometer.analyzer.source;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of bodies that are being read or wait in the queue, all senders together. Threads: any. */
final class MemoryBudget {

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** An eighth of what the JVM may use: parsed snapshots take up several times the bytes of their text. */
  static MemoryBudget ofThisJvm() {
    return new MemoryBudget(Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8));
  }

  void reserve(long bytes) throws Overloaded {
    if (used.addAndGet(bytes) > limit) {
      used.addAndGet(-bytes);
      throw new Overloaded();
    }
  }

  void release(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
