package io.manometer.agent.core.run;

import io.manometer.agent.core.log.Log;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The agent's threads: daemons, named {@code manometer-*}, without the host's class loader. Nothing thrown on them ends
 * them silently, and nothing reaches the host.
 */
public final class OwnThreads {

  /** Keeps what a thread of the agent throws from the host's handler, which may end the process. */
  static final Thread.UncaughtExceptionHandler NOBODY_HEARS = (thread, thrown) -> {};

  private final Log log;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicLong cpuOfEnded = new AtomicLong();
  private volatile boolean stopped;

  public OwnThreads(Log log) {
    this.log = log;
  }

  /** A thread of the agent that runs {@code work} once. Not yet started. */
  public Thread create(String name, Runnable work) {
    Thread thread = new Thread(null, () -> runAndSay(name, work), "manometer-" + name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.setUncaughtExceptionHandler(NOBODY_HEARS);
    threads.add(thread);
    return thread;
  }

  /** Runs {@code step} over and over on a thread of its own; the step says how many nanoseconds to wait after it. */
  public Thread repeat(String name, LongSupplier step) {
    Thread thread = create(name, () -> {
      while (!stopped) {
        long wait = stepAndSay(name, step);
        LockSupport.parkNanos(wait);
      }
    });
    thread.start();
    return thread;
  }

  /**
   * Ends all loops and waits for them, {@code millis} at most.
   *
   * @return the names of those that live on, the caller left out
   */
  public List<String> stop(long millis) {
    stopped = true;
    threads.forEach(LockSupport::unpark);
    long end = System.nanoTime() + millis * 1_000_000;
    List<String> living = new ArrayList<>();
    for (Thread thread : threads) {
      if (thread != Thread.currentThread() && livesAt(end, thread)) {
        living.add(thread.getName());
      }
    }
    return living;
  }

  private static boolean livesAt(long end, Thread thread) {
    long left = (end - System.nanoTime()) / 1_000_000;
    try {
      if (left > 0) {
        thread.join(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return thread.isAlive();
  }

  /** CPU time of all threads of the agent, those that ended included. */
  public long cpuNanos() {
    ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    long sum = cpuOfEnded.get();
    for (Thread thread : threads) {
      sum += Math.max(0, beans.getThreadCpuTime(thread.getId()));
    }
    return sum;
  }

  private void runAndSay(String name, Runnable work) {
    try {
      work.run();
    } catch (Throwable t) {
      say(name, t, " ended");
    } finally {
      threads.remove(Thread.currentThread());
      cpuOfEnded.addAndGet(Math.max(0, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
    }
  }

  private long stepAndSay(String name, LongSupplier step) {
    try {
      return step.getAsLong();
    } catch (Throwable t) {
      say(name, t, " tries again");
      return 1_000_000_000L;
    }
  }

  /** Where there was no memory for a step, there may be none for telling it either. */
  private void say(String name, Throwable thrown, String andThen) {
    try {
      log.error("thread " + name, "thread manometer-" + name + andThen + " after " + thrown);
    } catch (Throwable untold) {
      // nothing is left to tell it to
    }
  }
}
