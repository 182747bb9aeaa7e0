package io.manometer.benchmarks.overhead;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Throughput with the agent divided by throughput without, and the interval that holds it with 95 % confidence.
 *
 * @param mean geometric mean of the ratios
 * @param low lower end of the interval
 * @param high upper end
 * @param count number of ratios (pairs) or of launches on each side
 */
public record Ratio(double mean, double low, double high, int count) {

  private static final int DRAWS = 10_000;
  private static final long SEED = 20_240_229;

  /** Of stretches that lie side by side: each pair gives one ratio; the pairs are drawn anew (percentile bootstrap). */
  public static Ratio ofPairs(List<Double> with, List<Double> without) {
    if (with.size() != without.size() || with.isEmpty()) {
      throw new IllegalArgumentException(with.size() + " and " + without.size() + " stretches do not pair");
    }
    double[] logs = new double[with.size()];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(with.get(i) / without.get(i));
    }
    Random random = new Random(SEED);
    return of(mean(logs), draws(() -> resampledMean(logs, random)), logs.length);
  }

  /** Of launches that do not pair: both sides are drawn anew. */
  public static Ratio ofLaunches(List<Double> with, List<Double> without) {
    double[] a = logs(with);
    double[] b = logs(without);
    Random random = new Random(SEED);
    return of(mean(a) - mean(b), draws(() -> resampledMean(a, random) - resampledMean(b, random)), a.length);
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

  private static double resampledMean(double[] values, Random random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    return sum / values.length;
  }

  private static double[] logs(List<Double> values) {
    return values.stream().mapToDouble(Math::log).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
