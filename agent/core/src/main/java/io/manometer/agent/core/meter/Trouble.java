package io.manometer.agent.core.meter;

import io.manometer.agent.core.log.Log;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts what was thrown in woven code and behind the probe, and cuts the circuit when it is too much: an advice that
 * always throws costs the host about a microsecond a call, and measures nothing. Threads: any.
 */
public final class Trouble {

  /** Errors within {@link #WITHIN_SECONDS} that cut the circuit. */
  static final int MOST_ERRORS = 100;

  static final int WITHIN_SECONDS = 10;

  private final Log log;
  private final LongSupplier clock;
  private final Runnable cut;
  private final AtomicLong errors = new AtomicLong();
  private final Deque<Long> recent = new ArrayDeque<>();
  private boolean isCut;

  /** @param cut closes the probe's door; called once */
  public Trouble(Log log, LongSupplier nanoClock, Runnable cut) {
    this.log = log;
    this.clock = nanoClock;
    this.cut = cut;
  }

  /** Something was thrown on a host's thread. Never throws itself. */
  public void inAdvice(Throwable error) {
    try {
      errors.incrementAndGet();
      log.warn("advice", "an error in woven code was held back from the host: " + error);
      if (isTooMuch(clock.getAsLong())) {
        log.error("circuit", MOST_ERRORS + " errors in woven code within " + WITHIN_SECONDS
            + " s: the agent stops listening; the host runs on unmeasured");
        cut.run();
      }
    } catch (Throwable ignored) {
      // nothing is left to tell it to
    }
  }

  /** Errors so far. */
  public long errors() {
    return errors.get();
  }

  public synchronized boolean isCut() {
    return isCut;
  }

  private synchronized boolean isTooMuch(long now) {
    if (isCut) {
      return false;
    }
    recent.addLast(now);
    while (now - recent.peekFirst() > TimeUnit.SECONDS.toNanos(WITHIN_SECONDS)) {
      recent.removeFirst();
    }
    if (recent.size() < MOST_ERRORS) {
      return false;
    }
    isCut = true;
    recent.clear();
    return true;
  }
}
