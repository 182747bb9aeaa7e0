package io.manometer.rules.named;

import io.manometer.rules.cause.CpuBound;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/** A busy operator that computes. */
public final class CpuBoundOperator implements Rule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cpu-bound",
        "CPU-bound operator",
        "An operator is busy and runs its own code on a core for most of that time.",
        List.of("busy time", "CPU time of the task threads", "stack samples while busy"),
        List.of(BusyWarning.WARN, CpuBound.SHARE));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    return TimeGoesTo.judge(card(), window, limits, CpuBound.SHARE, "running own code on a core",
        t -> t.stacksKnown() ? t.share(BusySplit::cpu) : Optional.empty());
  }
}
