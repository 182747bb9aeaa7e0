package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/** Asynchronous calls fill their queue, so the task waits for one of them to end. */
public final class AsyncSaturated implements CauseRule {

  static final Limit SHARE =
      new Limit(
          "async.share", 0.3, 0.05, 1, "ratio",
          "Waiting for a place among the calls under way for this share of busy time makes it the cause.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-async",
        "Asynchronous calls saturated",
        "Much of the busy time waits for a place in the queue of asynchronous calls: the task looks busy and uses"
            + " no CPU.",
        List.of("stack samples while busy"),
        List.of(SHARE));
  }

  @Override
  public Cause cause() {
    return Cause.ASYNC_SATURATED;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return TimeShare.judge(
        suspect, limits, SHARE, "Waiting for asynchronous calls", TimeShare.sampled(BusySplit::asyncWait),
        (time, share) -> explain(suspect, time, share, limits));
  }

  private Judgement explain(Suspect suspect, HotTime time, double share, Limits limits) {
    Facts facts =
        new Facts(card().id())
            .share("waiting for asynchronous calls", suspect.operator(), share,
                time.atLeast(limits.of(SHARE)))
            .shareIfKnown("running on a core", suspect.operator(), time.share(BusySplit::cpu))
            .frames(time, suspect.operator(), k -> k == StackClass.ASYNC_WAIT, 3);
    return new Judgement.Explains(
        share, false, Optional.empty(),
        "its queue of asynchronous calls is full; it waits for a place for " + Figures.percent(share)
            + " of its busy time",
        List.of(), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Allow more calls at once, about the rate wanted times the time of a call.",
                "capacity of the asynchronous operator and of its client's connection pool",
                "Calls under way = rate x latency; the queue bounds the rate."),
            new Remedy(
                Remedy.Kind.DO, "Find out why the calls take as long as they do.", null,
                "If the other side is at its limit, more calls at once only wait there.")));
  }
}
