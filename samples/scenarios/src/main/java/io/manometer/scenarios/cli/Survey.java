package io.manometer.scenarios.cli;

import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.run.EnvironmentFault;
import io.manometer.scenarios.run.RunResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs several scenarios, round by round, and puts what came out into a table in Markdown. A run that could not take
 * place is told and counts as not right.
 *
 * @param <S> what the scenarios say of their pipelines
 */
final class Survey<S> {

  private final Function<Scenario<S>, RunResult> run;
  private final Map<Scenario<S>, List<RunResult>> results = new LinkedHashMap<>();
  private int asked;

  /** @param run runs one scenario; may throw {@link EnvironmentFault} */
  Survey(Function<Scenario<S>, RunResult> run) {
    this.run = run;
  }

  /** Runs each scenario {@code rounds} times; whether all came out right. */
  boolean run(List<Scenario<S>> scenarios, int rounds, PrintStream trouble) {
    asked = rounds;
    scenarios.forEach(scenario -> results.put(scenario, new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      for (Scenario<S> scenario : scenarios) {
        try {
          results.get(scenario).add(run.apply(scenario));
        } catch (EnvironmentFault e) {
          trouble.println(scenario.name() + ", round " + round + ", did not take place: " + e.getMessage());
        }
      }
    }
    return results.values().stream().mapToLong(Survey::right).sum() == (long) rounds * scenarios.size();
  }

  /** The table, and the medians over all runs that named something. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(
        "| scenario | right | diagnosed | s to the operator | s to the cause | records/s, before -> after the fix |",
        "|---|---|---|---|---|---|"));
    results.forEach((scenario, runs) -> lines.add("| " + String.join(" | ", List.of(
        scenario.name(), right(runs) + " of " + asked, diagnosed(runs), each(runs, RunResult::secondsToOperator),
        each(runs, RunResult::secondsToCause), throughput(runs))) + " |"));
    lines.add("");
    lines.add("Median: " + median(RunResult::secondsToOperator) + " s to the operator, "
        + median(RunResult::secondsToCause) + " s to the cause.");
    return lines;
  }

  private static long right(List<RunResult> runs) {
    return runs.stream().filter(RunResult::correct).count();
  }

  private static String diagnosed(List<RunResult> runs) {
    Map<String, Long> counts = runs.stream().map(run -> run.answer().namesRootCause()
            ? run.answer().operator() + ", " + run.answer().cause() + ", " + run.answer().confidence()
            : run.answer().health())
        .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(e -> e.getKey() + (counts.size() > 1 ? " (" + e.getValue() + ")" : "")).collect(Collectors.joining("; "));
  }

  private static String each(List<RunResult> runs, Function<RunResult, Double> value) {
    return runs.stream().map(value).map(v -> v == null ? "–" : v.toString()).collect(Collectors.joining(" "));
  }

  private static String throughput(List<RunResult> runs) {
    String fixed = runs.stream().filter(run -> run.fix() != null)
        .map(run -> whole(run.before().recordsPerSecond()) + " -> " + whole(run.fix().after().recordsPerSecond()))
        .collect(Collectors.joining("; "));
    return fixed.isEmpty() ? each(runs, run -> run.before().recordsPerSecond()) : fixed;
  }

  private static String whole(Double value) {
    return value == null ? "–" : Long.toString(Math.round(value));
  }

  private String median(Function<RunResult, Double> value) {
    double[] sorted = results.values().stream().flatMap(List::stream).map(value).filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? "–" : Double.toString(sorted[(sorted.length - 1) / 2]);
  }
}
