package io.manometer.rules.locate;

import java.util.List;

/**
 * Whether something that goes up and down rises in the long run. What comes in bursts falls in most seconds while it
 * grows; then its lows tell. After a single stall, and between batches that are worked off, they fall again.
 */
final class Lows {

  private Lows() {}

  /**
   * Whether the lowest of each third lies above that of the third before it by more than {@code perStep} for each step.
   *
   * @param values in equal steps of time, oldest first; too few never rise
   */
  static boolean rise(List<Double> values, double perStep) {
    int third = values.size() / 3;
    if (third < 2) {
      return false;
    }
    double[] lows = new double[3];
    for (int i = 0; i < 3; i++) {
      List<Double> part = values.subList(i * third, i == 2 ? values.size() : (i + 1) * third);
      lows[i] = part.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
    return lows[1] - lows[0] > perStep * third && lows[2] - lows[1] > perStep * third;
  }
}
