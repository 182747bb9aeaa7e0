package io.manometer.agent.core.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows of one thread; only the thread itself can ask who it is. Null is "not told". Threads: any. */
public final class NativeThread {

  private static final Path SELF = Path.of("/proc/thread-self");

  private volatile boolean asked;
  private volatile Long id;

  /** A thread that asks later. */
  public static NativeThread unknown() {
    return new NativeThread();
  }

  public static NativeThread ofCaller() {
    NativeThread thread = new NativeThread();
    thread.isCaller();
    return thread;
  }

  /** To be called on the thread itself; asks once. */
  public void isCaller() {
    if (!asked) {
      asked = true;
      id = idOfCaller();
    }
  }

  /** Time that the thread was runnable and had no core: the second number of its {@code schedstat}. */
  public Long runQueueNanos() {
    Long known = id;
    if (known == null) {
      return null;
    }
    try {
      String[] fields = Files.readString(Path.of("/proc/self/task/" + known + "/schedstat")).strip().split(" ");
      boolean kernelCounts = !fields[0].equals("0");
      return kernelCounts ? Long.valueOf(fields[1]) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static Long idOfCaller() {
    try {
      return Long.valueOf(Files.readSymbolicLink(SELF).getFileName().toString());
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
