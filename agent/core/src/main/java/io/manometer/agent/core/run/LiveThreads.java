package io.manometer.agent.core.run;

import java.util.Arrays;
import java.util.List;

/** All platform threads of the JVM. */
final class LiveThreads {

  private LiveThreads() {}

  static List<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 64];
    int count = root.enumerate(threads, true);
    return Arrays.asList(threads).subList(0, count);
  }
}
