package io.manometer.rules.named;

import io.manometer.rules.cause.SyncIo;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.Window;
import java.util.List;

/** A busy operator that waits for I/O. */
public final class IoBound implements Rule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "io-bound",
        "I/O-bound operator or sink",
        "An operator is busy, uses little CPU, and its stacks are in I/O.",
        List.of("busy time", "CPU time of the task threads", "stack samples while busy"),
        List.of(BusyWarning.WARN, SyncIo.SHARE));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    return TimeGoesTo.judge(card(), window, limits, SyncIo.SHARE, "waiting for I/O", SyncIo::share);
  }
}
