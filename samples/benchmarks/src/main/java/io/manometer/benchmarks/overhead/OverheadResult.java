package io.manometer.benchmarks.overhead;

import io.manometer.benchmarks.overhead.OverheadBench.Rates;
import java.util.List;
import java.util.Locale;

/**
 * The outcome: two ratios with their intervals, and the rates that they come from.
 *
 * @param stretches inside one JVM, woven code taken out and put back
 * @param launches of separate JVMs
 */
record OverheadResult(Ratio stretches, Ratio launches, Rates stretchRates, Rates launchRates) {

  private static final double BUDGET = 0.99;

  static OverheadResult of(Rates stretches, Rates launches) {
    return new OverheadResult(
        Ratio.ofPairs(stretches.with(), stretches.without()),
        Ratio.ofLaunches(launches.with(), launches.without()), stretches, launches);
  }

  /** For a person to read. */
  List<String> lines() {
    return List.of(
        "",
        line("Inside one JVM ", stretches, stretchRates),
        line("JVM launches   ", launches, launchRates),
        "",
        verdict(),
        text("The launches resolve differences above %.1f %%; the stretches above %.1f %%. The stretches leave out what the",
            resolution(launches), resolution(stretches)),
        "agent costs by being there while off (its idle threads, its memory); the launches hold it.");
  }

  String json() {
    return text("""
        {"stretches":%s,"launches":%s,
        "recordsPerSecond":{"stretches":%s,"launches":%s}}
        """, json(stretches), json(launches), json(stretchRates), json(launchRates));
  }

  private String verdict() {
    if (stretches.low() >= BUDGET) {
      return text("The whole interval of the stretches lies at %.2f or above: within the budget.", BUDGET);
    }
    return stretches.high() < BUDGET
        ? text("The whole interval of the stretches lies below %.2f: over the budget.", BUDGET)
        : text("The interval of the stretches holds %.2f: not decided by this run; more --pairs narrow it.", BUDGET);
  }

  private static String line(String name, Ratio ratio, Rates rates) {
    return text("%s with / without = %.4f, 95 %% interval %.4f to %.4f (%d pairs); medians %,.0f and %,.0f records/s",
        name, ratio.mean(), ratio.low(), ratio.high(), ratio.count(), median(rates.with()), median(rates.without()));
  }

  private static double resolution(Ratio ratio) {
    return 50 * (ratio.high() - ratio.low());
  }

  private static double median(List<Double> rates) {
    List<Double> sorted = rates.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  private static String json(Ratio ratio) {
    return text("{\"ratio\":%.5f,\"low\":%.5f,\"high\":%.5f,\"count\":%d}",
        ratio.mean(), ratio.low(), ratio.high(), ratio.count());
  }

  private static String json(Rates rates) {
    return text("{\"with\":%s,\"without\":%s}", whole(rates.with()), whole(rates.without()));
  }

  private static List<Long> whole(List<Double> rates) {
    return rates.stream().map(Math::round).toList();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
