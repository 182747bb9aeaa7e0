package io.manometer.flink.jobs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Prices an option on an order's amount in a binomial tree. The work grows with the square of the tree's depth; the depth
 * is chosen once so that one pricing takes about the CPU time asked for on this machine.
 *
 * <p>Threads: one.
 */
final class Valuation {

  private static final int PROBE_DEPTH = 200;
  private static final long WARM_UP_NANOS = 300_000_000;

  private final double[] values;
  private final int depth;

  private Valuation(int depth) {
    this.depth = depth;
    this.values = new double[depth + 1];
  }

  /** A valuation that takes this much CPU time. Blocks for half a second of CPU to find out. */
  static Valuation taking(double micros) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Valuation probe = new Valuation(PROBE_DEPTH);
    double sum = 0;
    long start = threads.getCurrentThreadCpuTime();
    while (threads.getCurrentThreadCpuTime() - start < WARM_UP_NANOS) {
      sum += probe.value(100 + sum % 7);
    }
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < 100; i++) {
        sum += probe.value(100 + sum % 7);
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - before) / 100);
    }
    double scale = Math.sqrt(micros * 1000 / best);
    return new Valuation(Math.max(2, (int) Math.round(PROBE_DEPTH * scale)));
  }

  double value(double spot) {
    double up = 1.01;
    double down = 1 / up;
    double price = spot * Math.pow(down, depth);
    for (int i = 0; i <= depth; i++) {
      values[i] = Math.max(0, price - 100);
      price *= up * up;
    }
    for (int step = depth; step > 0; step--) {
      for (int i = 0; i < step; i++) {
        values[i] = 0.4995 * values[i] + 0.4995 * values[i + 1];
      }
    }
    return values[0];
  }
}
