package io.manometer.agent.core.jvm;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what the JVM and Linux count for one thread. Null is "not told". */
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

  /** Time that the thread was runnable and had no core: the second number of its {@code schedstat}. */
  public static Long runQueueNanos(Long nativeThread) {
    if (nativeThread == null) {
      return null;
    }
    try {
      String[] fields = Files.readString(Path.of("/proc/self/task/" + nativeThread + "/schedstat")).strip().split(" ");
      boolean kernelCounts = !fields[0].equals("0");
      return kernelCounts ? Long.valueOf(fields[1]) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
