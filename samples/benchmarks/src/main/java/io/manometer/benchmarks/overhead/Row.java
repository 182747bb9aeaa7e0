package io.manometer.benchmarks.overhead;

import java.util.List;
import java.util.Locale;

/**
 * One line of the outcome: a ratio to the pipeline without anything, and the rates that it comes from.
 *
 * @param unit what the count of the ratio is of
 */
record Row(String name, String unit, Ratio ratio, Rates rates) {

  String line() {
    return text("%-15s with / without = %.4f, 95 %% interval %.4f to %.4f (%d %s);",
        name, ratio.mean(), ratio.low(), ratio.high(), ratio.count(), unit)
        + text(" medians %,.0f and %,.0f records/s", rates.medianWith(), rates.medianWithout());
  }

  /** Differences above so many per cent show. */
  double resolution() {
    return 50 * (ratio.high() - ratio.low());
  }

  String json() {
    return text("{\"name\":\"%s\",\"ratio\":%s,\"recordsPerSecond\":%s}", name, ratioJson(), ratesJson());
  }

  String ratioJson() {
    return text("{\"ratio\":%.5f,\"low\":%.5f,\"high\":%.5f,\"count\":%d}",
        ratio.mean(), ratio.low(), ratio.high(), ratio.count());
  }

  String ratesJson() {
    return text("{\"with\":%s,\"without\":%s}", whole(rates.with()), whole(rates.without()));
  }

  private static List<Long> whole(List<Double> rates) {
    return rates.stream().map(Math::round).toList();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
