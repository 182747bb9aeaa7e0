package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.remedy.ParallelismAdvice;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/** Reading and writing keyed state takes the time, on a core or waiting for the disk. */
public final class StateAccess implements CauseRule {

  public static final Limit SHARE =
      new Limit("state.share", 0.4, 0.1, 1, "ratio", "State access for this share of busy time makes it the cause.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-state",
        "State access",
        "Most of the busy time is spent inside the state backend.",
        List.of("CPU time of the task threads", "stack samples while busy"),
        List.of(SHARE));
  }

  @Override
  public Cause cause() {
    return Cause.STATE_ACCESS;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return TimeShare.judge(
        suspect, limits, SHARE, "State access", TimeShare.sampled(BusySplit::state),
        (time, share) -> explain(suspect, time, share, window, limits));
  }

  private Judgement explain(Suspect suspect, HotTime time, double share, Window window, Limits limits) {
    Facts facts =
        new Facts(card().id())
            .share("state access", suspect.operator(), share, time.atLeast(limits.of(SHARE)))
            .shareIfKnown("running own code", suspect.operator(), time.share(BusySplit::cpu))
            .frames(time, suspect.operator(), k -> k == StackClass.STATE, 3);
    List<Stacks.Frame> frames = time.frames(k -> k == StackClass.STATE, 1);
    return new Judgement.Explains(
        share, false, Optional.empty(),
        "it reads and writes state for " + Figures.percent(share) + " of its busy time",
        List.of(), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Give the state backend memory first: block cache and write buffers.",
                "memory and cache settings of the state backend",
                "A read that misses the cache costs many times one that does not; subtasks come after memory."),
            new Remedy(
                Remedy.Kind.DO, "Touch state less: read once per record, keep fewer and smaller entries, let old"
                    + " ones expire.",
                frames.isEmpty() ? null : "start at " + frames.get(0).frame(),
                Figures.percent(share) + " of the busy time goes there."),
            ParallelismAdvice.of(suspect, window, limits).remedy(suspect)));
  }
}
