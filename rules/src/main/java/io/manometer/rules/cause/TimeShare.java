package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.BusySplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The frame that causes share which only say what busy time went to: known, and more than a limit? The limits are for
 * the time in which the threads could run. */
final class TimeShare {

  private TimeShare() {}

  /** {@code explain} is asked only when the part of the time is at least {@code least}. */
  static Judgement judge(
      Suspect suspect,
      Limits limits,
      Limit least,
      String what,
      Function<HotTime, Optional<Double>> part,
      BiFunction<HotTime, Double, Judgement> explain) {
    if (suspect.edge().isPresent()) {
      return new Judgement.NotApplicable("The waiting ends on an edge, not in an operator.");
    }
    HotTime time = HotTime.of(suspect);
    Optional<Double> share = part.apply(time);
    if (share.isEmpty()) {
      return new Judgement.NotEnoughData(missing(time));
    }
    if (share.get() < time.scaled(limits.of(least))) {
      return new Judgement.Rejected(
          share.get(),
          what + " is " + Figures.percent(share.get()) + " of the busy time; the limit is "
              + time.atLeast(limits.of(least)) + ".",
          List.of());
    }
    return explain.apply(time, share.get());
  }

  private static List<String> missing(HotTime time) {
    List<String> missing = new ArrayList<>();
    if (!time.stacksKnown()) {
      missing.add(HotTime.NO_STACKS);
    }
    if (time.subtasks().stream().anyMatch(s -> s.cpu().isEmpty())) {
      missing.add(HotTime.NO_CPU);
    }
    return missing.isEmpty() ? List.of("What the busy time went to is not known.") : missing;
  }

  /** A part that counts only where stack samples back it. */
  static Function<HotTime, Optional<Double>> sampled(Function<BusySplit, Optional<Double>> part) {
    return time -> time.stacksKnown() ? time.share(part) : Optional.empty();
  }
}
