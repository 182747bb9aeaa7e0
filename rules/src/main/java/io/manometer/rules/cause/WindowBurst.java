package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.Window;
import java.util.List;

/** Work comes in bursts, as when windows fire: for a second all wait for it, then it has nothing to do. */
public final class WindowBurst implements CauseRule {

  static final Limit VARIATION =
      new Limit(
          "burst.variation", 0.6, 0.2, 3, "ratio",
          "Busy time that varies this much from second to second (deviation / mean) comes in bursts.");
  static final Limit TIMES =
      new Limit("burst.times", 2, 1, 100, "count", "This many bursts within the window make a pattern.");

  private static final double MEAN_BELOW = 0.85;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-window-burst",
        "Bursts of work",
        "The suspect is saturated in some seconds and has nothing to do in others, again and again, as when"
            + " windows fire"
            + " at fixed times; its mean looks fine.",
        List.of("busy time in each second"),
        List.of(VARIATION, TIMES));
  }

  @Override
  public Cause cause() {
    return Cause.WINDOW_BURST;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    List<Double> busy = window.busyBySecond(suspect.operator());
    if (busy.size() < 6) {
      return new Judgement.NotEnoughData(List.of("Busy time in single seconds is missing."));
    }
    double mean = busy.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double variance = busy.stream().mapToDouble(b -> (b - mean) * (b - mean)).average().orElse(0);
    double variation = mean > 0 ? Math.sqrt(variance) / mean : 0;
    int bursts = bursts(busy, mean);
    if (mean >= MEAN_BELOW || variation < limits.of(VARIATION) || bursts < limits.of(TIMES)) {
      return new Judgement.Rejected("Its busy time is steady enough from second to second.");
    }
    Facts facts =
        new Facts(card().id())
            .add("busy time by second", suspect.operator().name(),
                "deviation / mean " + Figures.number(variation) + ", mean " + Figures.msPerSecond(mean),
                "at least " + Figures.number(limits.of(VARIATION)))
            .add("bursts in the window", suspect.operator().name(), String.valueOf(bursts),
                "at least " + Figures.number(limits.of(TIMES)));
    suspect.takesTurnsWith().ifPresent(
        o -> facts.add("takes turns with", suspect.operator().name(), o.name(), null));
    return new Judgement.Explains(
        1 - mean, true,
        suspect.takesTurnsWith().map(o -> new Judgement.About(Subject.Kind.SET, suspect.operator(), List.of())),
        "its work comes in bursts: busy " + Figures.msPerSecond(mean) + " on average and saturated in between"
            + suspect.takesTurnsWith().map(o -> ", taking turns with \"" + o.name() + "\"").orElse(""),
        List.of(), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Spread the work over time.",
                "aggregate as records arrive instead of when the window fires, or let windows of different keys fire at"
                    + " different times",
                "The mean would fit easily; the bursts do not."),
            new Remedy(
                Remedy.Kind.AVOID, "Do not size it by its mean.", null,
                "At " + Figures.msPerSecond(mean) + " the mean hides that all wait during a burst.")));
  }

  /** How often it rose above its mean and fell below again. */
  private static int bursts(List<Double> busy, double mean) {
    int falls = 0;
    boolean above = false;
    for (double b : busy) {
      if (above && b < mean) {
        falls++;
      }
      above = b > mean;
    }
    return falls + (above ? 1 : 0);
  }
}
