package io.manometer.scenarios.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The processes of a run. All of them end with it, also when this JVM is interrupted. Threads: any. */
final class Children implements AutoCloseable {

  private final Deque<Child> running = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::endAll, "end-children");

  Children() {
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  synchronized Child add(Child child) {
    running.push(child);
    return child;
  }

  synchronized void end(List<Child> some) {
    some.forEach(Child::close);
    running.removeAll(some);
  }

  synchronized void failIfOneEnded() {
    running.forEach(Child::failIfEnded);
  }

  @Override
  public void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyShuttingDown) {
      // the hook has run or is running
    }
  }

  private synchronized void endAll() {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
