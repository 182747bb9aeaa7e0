package io.manometer.rules.named;

import io.manometer.rules.cause.SkewLimits;
import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;

/** Which subtask works more than its siblings, and how much more. */
public final class SubtaskSkew implements Rule {

  static final Limit BUSY =
      new Limit("skew.busy", 0.5, 0.05, 1, "ratio", "Uneven work matters when a subtask is busy for this share of"
          + " time.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "subtask-skew",
        "Subtask skew",
        "One subtask of an operator works far more than the mean: 1 - mean / max of their busy time, which does"
            + " not fade"
            + " with many subtasks.",
        List.of("busy time of each subtask"),
        List.of(SkewLimits.LOST, BUSY));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    List<OperatorLoad> several =
        window.operators().stream().filter(o -> o.operator().parallelism() > 1).toList();
    if (several.isEmpty()) {
      return new Verdict.NotApplicable("No operator has more than one subtask.");
    }
    List<Evidence> evidence = new ArrayList<>();
    StringBuilder summary = new StringBuilder();
    boolean known = false;
    for (OperatorLoad operator : several) {
      if (operator.subtasks().size() < 2 || operator.busyMax().isEmpty()) {
        continue;
      }
      known = true;
      double max = operator.busyMax().get();
      double mean = operator.busyMean().orElse(0.0);
      if (max < limits.of(BUSY) || 1 - mean / max < limits.of(SkewLimits.LOST)) {
        continue;
      }
      SubtaskLoad busiest = operator.busiest().orElseThrow();
      double more = max / Math.max(mean, 0.001);
      evidence.add(
          new Evidence(
              "busy time", operator.name() + " subtask " + busiest.id().index(),
              Figures.msPerSecond(max) + ", mean of all subtasks " + Figures.msPerSecond(mean),
              "1 - mean / max is " + Figures.percent(1 - mean / max) + ", at least "
                  + Figures.percent(limits.of(SkewLimits.LOST)),
              card().id()));
      busiest.processed().flatMap(p -> operator.processed().filter(all -> all > 0).map(all -> p / all)).ifPresent(
          share -> evidence.add(
              new Evidence(
                  "share of the operator's records", operator.name() + " subtask " + busiest.id().index(),
                  Figures.percent(share), "even would be " + Figures.percent(1.0 / operator.subtasks().size()),
                  card().id())));
      summary.append(summary.isEmpty() ? "" : " ")
          .append("Subtask ").append(busiest.id().index()).append(" of \"").append(operator.name())
          .append("\" does ").append(Figures.times(more)).append(" the mean work.");
    }
    if (!known) {
      return new Verdict.NotEnoughData("The busy time of the subtasks is missing.");
    }
    return evidence.isEmpty()
        ? new Verdict.Clear("The subtasks of each operator work evenly, or have time to spare.")
        : new Verdict.Found(summary.toString(), evidence);
  }
}
