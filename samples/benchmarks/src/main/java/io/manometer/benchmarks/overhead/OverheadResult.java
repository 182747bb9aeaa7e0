package io.manometer.benchmarks.overhead;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outcome for one pipeline: ratios with their intervals, and the rates that they come from.
 *
 * @param stretches inside one JVM, woven code taken out and put back
 * @param launches of separate JVMs, with the agent and without
 * @param others launches with something else instead of the agent
 */
record OverheadResult(Row stretches, Row launches, List<Row> others) {

  private static final double BUDGET = 0.99;

  /** @param launches rates of each companion, with those of {@link Companion#NONE} among them */
  static OverheadResult of(Rates stretches, Map<Companion, List<Double>> launches) {
    List<Row> others = launches.keySet().stream()
        .filter(companion -> companion != Companion.MANOMETER && companion != Companion.NONE)
        .map(companion -> row(companion.label(), companion, launches))
        .toList();
    return new OverheadResult(
        new Row("Inside one JVM", "pairs", Ratio.ofPairs(stretches.with(), stretches.without()), stretches),
        row("JVM launches", Companion.MANOMETER, launches), others);
  }

  private static Row row(String name, Companion companion, Map<Companion, List<Double>> launches) {
    Rates rates = new Rates(launches.get(companion), launches.get(Companion.NONE));
    return new Row(name, "launches each", Ratio.ofLaunches(rates.with(), rates.without()), rates);
  }

  /** For a person to read. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("", stretches.line(), launches.line()));
    others.forEach(row -> lines.add(row.line()));
    lines.addAll(List.of("", verdict(),
        text("The launches resolve differences above %.1f %%; the stretches above %.1f %%.", launchResolution(),
            stretches.resolution()) + " The stretches leave out what the",
        "agent costs by being there while off (its idle threads, its memory); the launches hold it."));
    return lines;
  }

  String json() {
    String more = others.isEmpty() ? "" : text(",\n\"others\":[%s]",
        others.stream().map(Row::json).collect(Collectors.joining(",\n")));
    return text("""
        {"stretches":%s,"launches":%s,
        "recordsPerSecond":{"stretches":%s,"launches":%s}%s}
        """, stretches.ratioJson(), launches.ratioJson(), stretches.ratesJson(), launches.ratesJson(), more);
  }

  private String verdict() {
    Ratio ratio = stretches.ratio();
    if (ratio.low() >= BUDGET) {
      return text("The whole interval of the stretches lies at %.2f or above: within the budget.", BUDGET);
    }
    return ratio.high() < BUDGET
        ? text("The whole interval of the stretches lies below %.2f: over the budget.", BUDGET)
        : text("The interval of the stretches holds %.2f: not decided by this run; more --pairs narrow it.", BUDGET);
  }

  private double launchResolution() {
    return Stream.concat(Stream.of(launches), others.stream()).mapToDouble(Row::resolution).max().orElseThrow();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
