package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.remedy.Avoid;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The task thread waits for a lock that another thread holds. Where several subtasks of one worker do, the lock is the
 * limit whatever the work inside it is: of two threads, one can wait for a third of its time only for a lock that is
 * hardly ever free, and the work done under it does not spread over more subtasks.
 */
public final class LockContention implements CauseRule {

  static final Limit SHARE =
      new Limit("lock.share", 0.3, 0.05, 1, "ratio",
          "Waiting for locks for this share of busy time makes it the cause.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-lock",
        "Lock contention",
        "Much of the busy time waits for a monitor, a lock or a connection of an exhausted pool. Where several subtasks"
            + " wait so, it comes before what is done under the lock.",
        List.of("stack samples while busy"),
        List.of(SHARE));
  }

  @Override
  public Cause cause() {
    return Cause.LOCK_CONTENTION;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return TimeShare.judge(
        suspect, limits, SHARE, "Waiting for locks", TimeShare.sampled(BusySplit::lock),
        (time, share) -> explain(suspect, time, share, limits));
  }

  private Judgement explain(Suspect suspect, HotTime time, double share, Limits limits) {
    Facts facts =
        new Facts(card().id())
            .share("waiting for locks", suspect.operator(), share, time.atLeast(limits.of(SHARE)))
            .shareIfKnown("running on a core", suspect.operator(), time.share(BusySplit::cpu))
            .frames(time, suspect.operator(), k -> k == StackClass.LOCK, 3);
    List<Stacks.Frame> frames = time.frames(k -> k == StackClass.LOCK, 1);
    return new Judgement.Explains(
        share, waitTogether(time), Optional.empty(),
        "it waits for a lock for " + Figures.percent(share) + " of its busy time",
        List.of(), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Stop sharing what the lock guards, or hold it for less work.",
                frames.isEmpty() ? null : "the lock taken at " + frames.get(0).frame(),
                "Whoever holds it makes all the others wait. A pool of connections needs one for each subtask."),
            Avoid.moreParallelism(suspect, "More subtasks would queue for the same lock.")));
  }

  /** Whether several of them wait in one process, as a lock is of one. */
  private static boolean waitTogether(HotTime time) {
    return time.subtasks().stream()
        .filter(s -> s.split().lock().filter(l -> l > 0).isPresent())
        .collect(Collectors.groupingBy(SubtaskLoad::worker, Collectors.counting()))
        .values().stream().anyMatch(waiting -> waiting > 1);
  }
}
