package io.manometer.scenarios.shop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many rounds of its work a step does for a record, so that a record costs the same CPU time on a fast machine and
 * on a slow one, before and after the JIT compiler has seen the code. It keeps account by the thread's CPU clock: what
 * one record took too much, the next ones get less. For one thread.
 */
final class Thoroughness {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int MOST_RECORDS_OWED = 4;

  private final double perRecordNanos;
  private final LongSupplier cpuNanos;
  private double owedNanos;
  private double roundNanos;

  Thoroughness(Duration perRecord) {
    this(perRecord, THREADS::getCurrentThreadCpuTime);
  }

  Thoroughness(Duration perRecord, LongSupplier cpuNanos) {
    this.cpuNanos = cpuNanos;
    this.perRecordNanos = perRecord.toNanos();
    this.roundNanos = perRecordNanos;
  }

  /** Does as many rounds as a record is due now; a round must take much less than a record. */
  void spend(Runnable round) {
    double most = MOST_RECORDS_OWED * perRecordNanos;
    owedNanos = Math.max(-most, Math.min(most, owedNanos + perRecordNanos));
    long rounds = Math.round(owedNanos / roundNanos);
    if (rounds <= 0) {
      return;
    }
    long before = cpuNanos.getAsLong();
    for (long i = 0; i < rounds; i++) {
      round.run();
    }
    long spent = cpuNanos.getAsLong() - before;
    owedNanos -= spent;
    roundNanos = Math.max(1, roundNanos + 0.1 * ((double) spent / rounds - roundNanos));
  }
}
