package io.manometer.agent.core.jvm;

import com.sun.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * Heap bytes that all threads of this JVM have allocated, those that ended included: what they took after their last
 * reading is lost, as is a thread that came and went between two. Threads: one.
 */
final class Allocation {

  private final java.lang.management.ThreadMXBean threads;
  private Map<Long, Long> last = Map.of();
  private long total;

  Allocation(java.lang.management.ThreadMXBean threads) {
    this.threads = threads;
  }

  /** Null where the JVM does not count. */
  Long bytes() {
    if (!(threads instanceof ThreadMXBean detailed)
        || !detailed.isThreadAllocatedMemorySupported() || !detailed.isThreadAllocatedMemoryEnabled()) {
      return null;
    }
    long[] ids = threads.getAllThreadIds();
    long[] bytes = detailed.getThreadAllocatedBytes(ids);
    Map<Long, Long> now = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) {
        total += Math.max(0, bytes[i] - last.getOrDefault(ids[i], 0L));
        now.put(ids[i], bytes[i]);
      }
    }
    last = now;
    return total;
  }
}
