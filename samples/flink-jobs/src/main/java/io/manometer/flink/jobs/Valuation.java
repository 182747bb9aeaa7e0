package io.manometer.flink.jobs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Prices an option on an order's amount in a binomial tree, over and over until that took the CPU time asked for: so it takes
 * as long on any machine, whether the JVM has compiled the code or not.
 *
 * <p>Threads: one.
 */
final class Valuation {

  /** A tree of this depth takes some microseconds. */
  private static final int DEPTH = 100;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final double[] values = new double[DEPTH + 1];
  private final long nanos;

  private Valuation(long nanos) {
    this.nanos = nanos;
  }

  /** A valuation that takes this much CPU time. */
  static Valuation taking(double micros) {
    return new Valuation(Math.round(micros * 1000));
  }

  double value(double spot) {
    long end = threads.getCurrentThreadCpuTime() + nanos;
    double value;
    do {
      value = tree(spot);
    } while (threads.getCurrentThreadCpuTime() < end);
    return value;
  }

  private double tree(double spot) {
    double up = 1.01;
    double down = 1 / up;
    double price = spot * Math.pow(down, DEPTH);
    for (int i = 0; i <= DEPTH; i++) {
      values[i] = Math.max(0, price - 100);
      price *= up * up;
    }
    for (int step = DEPTH; step > 0; step--) {
      for (int i = 0; i < step; i++) {
        values[i] = 0.4995 * values[i] + 0.4995 * values[i + 1];
      }
    }
    return values[0];
  }
}
