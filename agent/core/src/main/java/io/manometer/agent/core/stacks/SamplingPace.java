package io.manometer.agent.core.stacks;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * How long to wait between two looks at stacks, so that looking usually costs no more than 0.3 % of the time. Of the last
 * looks the dearest do not count: a garbage collection that happened to come in between says nothing about the next
 * look. The wait varies at random by half, or a periodic job would be seen always at the same place. Threads: one.
 */
final class SamplingPace {

  static final double MOST_COST = 0.003;

  private static final int LOOKS = 20;
  private static final int DEAREST = 2;

  private final long period;
  private final DoubleSupplier random;
  private final long[] costs = new long[LOOKS];
  private int looks;

  /**
   * @param hz looks a second that are wanted, above 0
   * @param random from 0 to 1
   */
  SamplingPace(int hz, DoubleSupplier random) {
    this.period = 1_000_000_000L / hz;
    this.random = random;
  }

  /** Notes what a look cost. The first one loads classes and says nothing about the others. */
  void looked(long nanos) {
    if (looks > 0) {
      costs[(looks - 1) % LOOKS] = nanos;
    }
    looks++;
  }

  long nextWaitNanos() {
    double wanted = Math.max(period, usualCost() / MOST_COST);
    return (long) (wanted * (0.5 + random.getAsDouble()));
  }

  private double usualCost() {
    int known = Math.min(LOOKS, Math.max(0, looks - 1));
    long[] sorted = Arrays.copyOf(costs, known);
    Arrays.sort(sorted);
    int counted = Math.max(Math.min(known, 1), known - DEAREST);
    return Arrays.stream(sorted, 0, counted).average().orElse(0);
  }
}
