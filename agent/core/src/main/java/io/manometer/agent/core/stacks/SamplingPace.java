package io.manometer.agent.core.stacks;

import java.util.function.DoubleSupplier;

/**
 * How long to wait between two looks at stacks, so that looking costs no more than 1 % of the time. The wait varies at
 * random by half, or a periodic job would be seen always at the same place. Threads: one.
 */
final class SamplingPace {

  static final double MOST_COST = 0.01;

  /** A mean over about the last twenty looks. */
  private static final double WEIGHT = 0.05;

  private final long period;
  private final DoubleSupplier random;
  private double meanCost;
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
    looks++;
    if (looks == 2) {
      meanCost = nanos;
    } else if (looks > 2) {
      meanCost += WEIGHT * (nanos - meanCost);
    }
  }

  long nextWaitNanos() {
    double wanted = Math.max(period, meanCost / MOST_COST);
    return (long) (wanted * (0.5 + random.getAsDouble()));
  }
}
