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

/** Turning records into bytes and back takes the time. */
public final class Serialization implements CauseRule {

  static final Limit SHARE =
      new Limit(
          "serialization.share", 0.35, 0.1, 1, "ratio",
          "Serialization for this share of busy time makes it the cause.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-serialization",
        "Serialization",
        "Much of the busy time turns records into bytes and back.",
        List.of("CPU time of the task threads", "stack samples while busy"),
        List.of(SHARE));
  }

  @Override
  public Cause cause() {
    return Cause.SERIALIZATION;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return TimeShare.judge(
        suspect, limits, SHARE, "Serialization", TimeShare.sampled(BusySplit::serialization),
        (time, share) -> explain(suspect, time, share, window, limits));
  }

  private Judgement explain(Suspect suspect, HotTime time, double share, Window window, Limits limits) {
    Facts facts =
        new Facts(card().id())
            .share("serialization", suspect.operator(), share, time.atLeast(limits.of(SHARE)))
            .shareIfKnown("running own code", suspect.operator(), time.share(BusySplit::cpu))
            .frames(time, suspect.operator(), k -> k == StackClass.SERIALIZATION, 3);
    List<Stacks.Frame> frames = time.frames(k -> k == StackClass.SERIALIZATION, 1);
    return new Judgement.Explains(
        share, false, Optional.empty(),
        "it turns records into bytes and back for " + Figures.percent(share) + " of its busy time",
        List.of(), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Use a serializer made for the type instead of a generic one, and send fewer fields.",
                frames.isEmpty() ? null : "the serializer seen at " + frames.get(0).frame(),
                "Generic serializers write names and reflect on every field of every record."),
            ParallelismAdvice.of(suspect, window, limits).remedy(suspect)));
  }
}
