package io.manometer.rules.named;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Levels;
import io.manometer.rules.locate.LocateLimits;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Level;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;

/** Who is backpressured, and how much. */
public final class BackpressureLevel implements Rule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "backpressure-level",
        "Backpressure level",
        "The share of time that each subtask waits for output: OK < 10 % <= LOW <= 50 % < HIGH. An operator has"
            + " the level"
            + " of its worst subtask.",
        List.of("backpressured time of each subtask"),
        List.of(LocateLimits.LOW, LocateLimits.HIGH));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    List<Evidence> evidence = new ArrayList<>();
    List<String> high = new ArrayList<>();
    List<String> low = new ArrayList<>();
    boolean known = false;
    for (OperatorLoad operator : window.operators()) {
      Level level = Levels.of(operator, limits);
      known |= level != Level.UNKNOWN;
      if (level == Level.HIGH || level == Level.LOW) {
        (level == Level.HIGH ? high : low).add("\"" + operator.name() + "\"");
        evidence.add(
            new Evidence(
                "backpressured", operator.name(),
                level + ", " + Figures.percent(operator.backpressuredMax().orElse(0.0)) + " of the time",
                level == Level.HIGH
                    ? "above " + Figures.percent(limits.of(LocateLimits.HIGH))
                    : "from " + Figures.percent(limits.of(LocateLimits.LOW)),
                card().id()));
      }
    }
    if (!known) {
      return new Verdict.NotEnoughData("The backpressured time of the subtasks is missing.");
    }
    if (evidence.isEmpty()) {
      return new Verdict.Clear("No operator is backpressured.");
    }
    String highs = high.isEmpty() ? "" : "HIGH: " + String.join(", ", high) + ".";
    String lows = low.isEmpty() ? "" : "LOW: " + String.join(", ", low) + ".";
    return new Verdict.Found((highs + " " + lows).trim(), evidence);
  }
}
