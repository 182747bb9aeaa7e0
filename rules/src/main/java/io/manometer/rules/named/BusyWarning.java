package io.manometer.rules.named;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Capacities;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The early warning: an operator nears its limit before anything is backpressured. */
public final class BusyWarning implements Rule {

  public static final Limit WARN =
      new Limit("busy.warn", 0.8, 0.1, 1, "ratio", "A subtask busy for more than this share of time is near its"
          + " limit.");
  public static final Limit CLEAR =
      new Limit("busy.clear", 0.7, 0.05, 1, "ratio", "Below this the warning ends.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "busy-warning",
        "Busy near the limit",
        "The busiest subtask of an operator is busy more than 800 ms/s. Sources that read as busy while they poll"
            + " do not"
            + " count.",
        List.of("busy time of each subtask"),
        List.of(WARN, CLEAR));
  }

  /** Operators whose busiest subtask is above {@code limit}, the busiest first. */
  public static List<OperatorLoad> above(double limit, Window window) {
    return window.operators().stream()
        .filter(o -> !o.operator().isSource() || Capacities.busyMeansWork(o))
        .filter(o -> o.busyMax().filter(b -> b > limit).isPresent())
        .sorted((a, b) -> Double.compare(b.busyMax().orElse(0.0), a.busyMax().orElse(0.0)))
        .toList();
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    if (window.operators().stream().allMatch(o -> o.busyMax().isEmpty())) {
      return new Verdict.NotEnoughData("The busy time of the subtasks is missing.");
    }
    List<OperatorLoad> busy = above(limits.of(WARN), window);
    if (busy.isEmpty()) {
      return new Verdict.Clear("No subtask is busy more than " + Figures.msPerSecond(limits.of(WARN)) + ".");
    }
    List<Evidence> evidence = new ArrayList<>();
    for (OperatorLoad operator : busy) {
      evidence.add(
          new Evidence(
              "busy time",
              operator.name() + " subtask " + operator.busiest().orElseThrow().id().index(),
              Figures.msPerSecond(operator.busyMax().orElseThrow()),
              "above " + Figures.msPerSecond(limits.of(WARN)),
              card().id()));
    }
    return new Verdict.Found(
        busy.stream()
            .map(o -> "\"" + o.name() + "\" is busy " + Figures.msPerSecond(o.busyMax().orElseThrow()))
            .collect(Collectors.joining("; ", "", ".")),
        evidence);
  }
}
