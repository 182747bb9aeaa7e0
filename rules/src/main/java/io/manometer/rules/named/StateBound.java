package io.manometer.rules.named;

import io.manometer.rules.cause.StateAccess;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/** A busy operator that reads and writes state. */
public final class StateBound implements Rule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "state-bound",
        "State-access-bound operator",
        "An operator is busy and its stacks are in the state backend.",
        List.of("busy time", "CPU time of the task threads", "stack samples while busy"),
        List.of(BusyWarning.WARN, StateAccess.SHARE));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    return TimeGoesTo.judge(card(), window, limits, StateAccess.SHARE, "state access",
        t -> t.stacksKnown() ? t.share(BusySplit::state) : Optional.empty());
  }
}
