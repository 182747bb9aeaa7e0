package io.manometer.agent.core.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows of one thread. Null is "not told". */
public final class NativeThread {

  private static final Path SELF = Path.of("/proc/thread-self");

  private NativeThread() {}

  /** The operating system's id of the calling thread; null off Linux. */
  public static Long idOfCaller() {
    try {
      return Long.valueOf(Files.readSymbolicLink(SELF).getFileName().toString());
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Time that a thread of this process was runnable and had no core: the second number of its {@code schedstat}. */
  public static Long runQueueNanos(Long id) {
    if (id == null) {
      return null;
    }
    try {
      String[] fields = Files.readString(Path.of("/proc/self/task/" + id + "/schedstat")).strip().split(" ");
      boolean kernelCounts = !fields[0].equals("0");
      return kernelCounts ? Long.valueOf(fields[1]) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
