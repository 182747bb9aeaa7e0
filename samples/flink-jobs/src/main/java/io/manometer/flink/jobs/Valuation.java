package io.manometer.flink.jobs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Prices an option on an order's amount in a binomial tree. The work grows with the square of the tree's depth; that
 * is chosen once so that one pricing takes about the CPU time asked for on this machine.
 *
 * <p>Threads: one.
 */
final class Valuation {

  private static final int PROBE_DEPTH = 200;
  private static final int ROUND = 50;

  /** The compiler takes its time in a JVM that has just started; half a second without a faster round ends the wait. */
  private static final long SETTLED_NANOS = 500_000_000;
  private static final long LONGEST_NANOS = 5_000_000_000L;

  private final double[] values;
  private final int depth;

  private Valuation(int depth) {
    this.depth = depth;
    this.values = new double[depth + 1];
  }

  /** A valuation that takes this much CPU time. Blocks for about a second of CPU to find out. */
  static Valuation taking(double micros) {
    double scale = Math.sqrt(micros * 1000 / nanosOfProbe());
    return new Valuation(Math.max(2, (int) Math.round(PROBE_DEPTH * scale)));
  }

  private static double nanosOfProbe() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Valuation probe = new Valuation(PROBE_DEPTH);
    double sum = 0;
    double best = Double.MAX_VALUE;
    long start = threads.getCurrentThreadCpuTime();
    long now = start;
    long fasterAt = start;
    while (now - fasterAt < SETTLED_NANOS && now - start < LONGEST_NANOS) {
      for (int i = 0; i < ROUND; i++) {
        sum += probe.value(100 + sum % 7);
      }
      long after = threads.getCurrentThreadCpuTime();
      double took = (double) (after - now) / ROUND;
      fasterAt = took < 0.95 * best ? after : fasterAt;
      best = Math.min(best, took);
      now = after;
    }
    return best;
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
