package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The gate that all causes of uneven work share. */
public final class SkewLimits {

  public static final Limit LOST =
      new Limit(
          "skew.lost", 0.30, 0.05, 0.95, "ratio",
          "Capacity lost to uneven work, 1 - mean / max of the subtasks' busy time, from which on it is skew.");
  static final Limit FACTOR =
      new Limit(
          "skew.factor", 1.3, 1.05, 10, "times",
          "Below skew.lost it is skew where even work would meet the demand, and a busiest subtask works this many times"
              + " as much as the others.");
  static final Limit STEADY =
      new Limit(
          "skew.steady", 0.8, 0.3, 1, "ratio",
          "Share of the window's seconds in which the same subtasks must be the busiest.");

  private SkewLimits() {}

  /** Asks {@code judge} only about work that is uneven, by enough and steadily. */
  static Judgement whenUneven(
      Suspect suspect, Window window, Limits limits, Function<Imbalance, Judgement> judge) {
    if (suspect.operator().operator().parallelism() < 2) {
      return new Judgement.NotApplicable("The operator has one subtask.");
    }
    if (suspect.edge().isPresent()) {
      return new Judgement.NotApplicable("The waiting ends on an edge, not in an operator.");
    }
    int without = Demand.unassigned(suspect.operator());
    if (without > 0 && without == suspect.operator().subtasks().size() - 1) {
      return new Judgement.Rejected("One of its subtasks has all that there is to read from.");
    }
    Optional<Imbalance> imbalance = Imbalance.of(suspect.operator(), window);
    if (imbalance.isEmpty()) {
      return new Judgement.NotEnoughData(List.of("The busy time of its subtasks is missing."));
    }
    if (imbalance.get().lost() < limits.of(LOST) && !aloneKeepsDemandUnmet(imbalance.get(), suspect, limits)) {
      return new Judgement.Rejected(
          "Its subtasks work evenly: " + Figures.percent(imbalance.get().lost()) + " of its capacity is lost, below "
              + Figures.percent(limits.of(LOST)) + ".");
    }
    if (imbalance.get().steady() < limits.of(STEADY)) {
      return new Judgement.Rejected("Its subtasks take turns in being the busiest.");
    }
    if (imbalance.get().records().isEmpty()) {
      return new Judgement.NotEnoughData(List.of("The records of its subtasks are not counted."));
    }
    return judge.apply(imbalance.get());
  }

  /** With two subtasks a hot one can lose half of the capacity at most, so what is lost does not always tell. */
  private static boolean aloneKeepsDemandUnmet(Imbalance imbalance, Suspect suspect, Limits limits) {
    return imbalance.work() >= limits.of(FACTOR) && suspect.demandMetWithout(imbalance.lost()).orElse(false);
  }

  static Remedy doNotIgnore(Imbalance imbalance) {
    return new Remedy(
        Remedy.Kind.AVOID, "Do not ignore the skew because the mean looks fine.", null,
        "The mean of its subtasks is busy " + Figures.msPerSecond(imbalance.operator().busyMean().orElse(0.0))
            + "; the job goes as fast as the busiest.");
  }

  /** What all of them show. */
  static Facts facts(String rule, Imbalance imbalance, Limits limits) {
    Facts facts =
        new Facts(rule)
            .add("busy time", Facts.place(imbalance.operator(), imbalance.hottest()),
                Figures.msPerSecond(imbalance.hottest().busy().orElse(0.0)) + ", mean of all subtasks "
                    + Figures.msPerSecond(imbalance.operator().busyMean().orElse(0.0)),
                null)
            .add("capacity lost to uneven work", imbalance.operator().name(), Figures.percent(imbalance.lost()),
                imbalance.lost() >= limits.of(LOST)
                    ? "at least " + Figures.percent(limits.of(LOST)) : "without it the demand would be met");
    imbalance.records().ifPresent(
        r -> facts.add("records against the other subtasks", Facts.place(imbalance.operator(), imbalance.hottest()),
            Figures.times(r), null));
    imbalance.cost().ifPresent(
        c -> facts.add("busy time per record against the others",
            Facts.place(imbalance.operator(), imbalance.hottest()), Figures.times(c), null));
    return facts;
  }
}
