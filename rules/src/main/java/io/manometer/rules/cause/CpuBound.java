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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operator's own code takes the time, on a core. */
public final class CpuBound implements CauseRule {

  public static final Limit SHARE =
      new Limit("cpu.share", 0.5, 0.1, 1, "ratio", "Running code for this share of busy time makes it CPU-bound.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-cpu",
        "CPU-bound",
        "Most of the busy time runs code on a core: neither state access nor serialization, and nothing is waited for.",
        List.of("CPU time of the task threads", "stack samples while busy"),
        List.of(SHARE));
  }

  @Override
  public Cause cause() {
    return Cause.CPU_BOUND;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return TimeShare.judge(
        suspect, limits, SHARE, "Running code", TimeShare.sampled(BusySplit::cpu),
        (time, share) -> explain(suspect, time, share, window, limits));
  }

  private Judgement explain(Suspect suspect, HotTime time, double share, Window window, Limits limits) {
    List<Stacks.Frame> frames = time.frames(k -> k == StackClass.ON_CPU, 3);
    Facts facts =
        new Facts(card().id())
            .share("running on a core", suspect.operator(), share, time.atLeast(limits.of(SHARE)))
            .shareIfKnown("waiting for I/O", suspect.operator(), time.share(BusySplit::io))
            .frames(time, suspect.operator(), k -> k == StackClass.ON_CPU, 3);
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(ParallelismAdvice.of(suspect, window, limits).remedy(suspect));
    remedies.add(
        new Remedy(
            Remedy.Kind.DO,
            "Make the code of \"" + suspect.operator().name() + "\" cheaper.",
            frames.isEmpty() ? null : "start at " + frames.get(0).frame(),
            frames.isEmpty()
                ? "It runs on a core for nearly all of its busy time."
                : Figures.percent(frames.get(0).share()) + " of the busy samples fell there."));
    return new Judgement.Explains(
        share, false, Optional.empty(),
        "its code runs on a core for " + Figures.percent(share) + " of its busy time",
        List.of(), facts.list(), remedies);
  }
}
