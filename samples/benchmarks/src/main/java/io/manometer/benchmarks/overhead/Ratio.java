package io.manometer.benchmarks.overhead;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Throughput with the agent divided by throughput without, and the interval that holds it with 95 % confidence.
 *
 * @param mean geometric mean of the ratios that count
 * @param low lower end of the interval
 * @param high upper end
 * @param count number of ratios (pairs) or of launches on each side
 */
public record Ratio(double mean, double low, double high, int count) {

  private static final int DRAWS = 10_000;
  private static final long SEED = 20_240_229;

  /**
   * Of stretches that lie side by side: each pair gives one ratio, and the middle half of the ratios counts, since now
   * and then a switch leaves the JVM at another speed for a stretch, whichever way it went. The pairs are drawn anew
   * (percentile bootstrap).
   */
  public static Ratio ofPairs(List<Double> with, List<Double> without) {
    if (with.size() != without.size() || with.isEmpty()) {
      throw new IllegalArgumentException(with.size() + " and " + without.size() + " stretches do not pair");
    }
    double[] logs = new double[with.size()];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(with.get(i) / without.get(i));
    }
    Random random = new Random(SEED);
    return of(middleMean(logs), draws(() -> middleMean(resampled(logs, random))), logs.length);
  }

  /** Of launches that do not pair: both sides are drawn anew. */
  public static Ratio ofLaunches(List<Double> with, List<Double> without) {
    double[] a = logs(with);
    double[] b = logs(without);
    Random random = new Random(SEED);
    return of(mean(a) - mean(b), draws(() -> mean(resampled(a, random)) - mean(resampled(b, random))), a.length);
  }

  private static Ratio of(double logMean, double[] sortedLogs, int count) {
    return new Ratio(Math.exp(logMean), Math.exp(sortedLogs[(int) (DRAWS * 0.025)]),
        Math.exp(sortedLogs[(int) (DRAWS * 0.975)]), count);
  }

  private static double[] draws(DoubleSupplier draw) {
    double[] drawn = new double[DRAWS];
    Arrays.setAll(drawn, i -> draw.getAsDouble());
    Arrays.sort(drawn);
    return drawn;
  }

  private static double[] resampled(double[] values, Random random) {
    return random.ints(values.length, 0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /** The mean without the lowest and the highest quarter. */
  private static double middleMean(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int quarter = sorted.length / 4;
    return mean(Arrays.copyOfRange(sorted, quarter, sorted.length - quarter));
  }

  private static double[] logs(List<Double> values) {
    return values.stream().mapToDouble(Math::log).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
