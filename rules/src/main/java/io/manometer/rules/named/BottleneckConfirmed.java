package io.manometer.rules.named;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.AfterHigh;
import io.manometer.rules.model.Edge;
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
import java.util.Optional;

/** Three signs that the operator after the last HIGH one is the bottleneck indeed. */
public final class BottleneckConfirmed implements Rule {

  public static final Limit BUSY =
      new Limit("confirm.busy", 0.9, 0.5, 1, "ratio", "Busy for this share of time is near 1000 ms/s.");
  public static final Limit OUT_LOW =
      new Limit("confirm.out-pool-low", 0.5, 0.05, 1, "ratio", "An output pool used less than this is not in the way.");
  public static final Limit OUT_FULL =
      new Limit("confirm.out-pool-full", 0.9, 0.3, 1, "ratio", "An output pool used more than this is full.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "bottleneck-confirmed",
        "Bottleneck confirmed by busy time and pools",
        "The operator after the last HIGH one is busy near 1000 ms/s and its outPoolUsage is low, and"
            + " outPoolUsage before"
            + " it is above 90 %.",
        List.of("busy time", "outPoolUsage of it and of the operators before it"),
        List.of(BUSY, OUT_LOW, OUT_FULL));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    List<OperatorLoad> followers = AfterHigh.followers(window, limits);
    if (followers.isEmpty()) {
      return new Verdict.NotApplicable("No operator follows one that is backpressured HIGH.");
    }
    List<Evidence> against = new ArrayList<>();
    boolean missing = false;
    for (OperatorLoad operator : followers) {
      Optional<Double> before = fullestBefore(operator, window);
      Optional<Double> out = operator.max(SubtaskLoad::outPoolUsage);
      boolean sink = window.job().outputsOf(operator.id()).isEmpty();
      if (before.isEmpty() || operator.busyMax().isEmpty() || out.isEmpty() && !sink) {
        missing = true;
        continue;
      }
      List<Evidence> evidence = evidence(operator, out, before.get(), limits);
      boolean holds =
          operator.busyMax().get() >= limits.of(BUSY)
              && out.orElse(0.0) < limits.of(OUT_LOW)
              && before.get() > limits.of(OUT_FULL);
      if (holds) {
        return new Verdict.Found("Busy time and pools confirm \"" + operator.name() + "\".", evidence);
      }
      against.addAll(evidence);
    }
    return missing && against.isEmpty()
        ? new Verdict.NotEnoughData("The pool usage of the operators is missing.")
        : new Verdict.Clear("Busy time and pools do not confirm an operator.", against);
  }

  private static Optional<Double> fullestBefore(OperatorLoad operator, Window window) {
    return window.job().inputsOf(operator.id()).stream()
        .map(Edge::from)
        .flatMap(id -> window.job().operator(id).stream())
        .map(o -> window.load(o).max(SubtaskLoad::outPoolUsage))
        .flatMap(Optional::stream)
        .max(Double::compare);
  }

  private List<Evidence> evidence(OperatorLoad operator, Optional<Double> out, double before, Limits limits) {
    List<Evidence> evidence = new ArrayList<>();
    String id = card().id();
    evidence.add(
        new Evidence("busy time", operator.name(), Figures.msPerSecond(operator.busyMax().orElse(0.0)),
            "at least " + Figures.msPerSecond(limits.of(BUSY)), id));
    out.ifPresent(
        o -> evidence.add(
            new Evidence("outPoolUsage", operator.name(), Figures.percent(o),
                "below " + Figures.percent(limits.of(OUT_LOW)), id)));
    evidence.add(
        new Evidence("outPoolUsage before it", operator.name(), Figures.percent(before),
            "above " + Figures.percent(limits.of(OUT_FULL)), id));
    return evidence;
  }
}
