package io.manometer.agent.core.jvm;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Reads what the JVM counts for one thread. Null is "not told". */
public final class ThreadReader {

  private final java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** CPU time of a thread that lives. */
  public Long cpuNanos(long threadId) {
    try {
      long nanos = threads.getThreadCpuTime(threadId);
      return nanos < 0 ? null : nanos;
    } catch (UnsupportedOperationException e) {
      return null;
    }
  }

  /** Heap bytes that a living thread has allocated. */
  public Long allocatedBytes(long threadId) {
    try {
      if (threads instanceof ThreadMXBean detailed) {
        long bytes = detailed.getThreadAllocatedBytes(threadId);
        return bytes < 0 ? null : bytes;
      }
    } catch (UnsupportedOperationException e) {
      return null;
    }
    return null;
  }
}
