package io.manometer.rules.cause;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.remedy.Avoid;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some keys carry most of the records, so the subtask that has them works alone. */
public final class KeySkew implements CauseRule {

  private static final double TARGET = 0.7;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-key-skew",
        "Skewed keys",
        "A subtask behind a keyed partitioning works more than the others because it gets more records, and"
            + " not because the number of key groups says so.",
        List.of("busy time and records of each subtask", "partitioning of the input edges"),
        List.of(SkewLimits.LOST, SkewLimits.FACTOR, SkewLimits.STEADY));
  }

  @Override
  public Cause cause() {
    return Cause.KEY_SKEW;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return SkewLimits.whenUneven(suspect, window, limits, imbalance -> judge(imbalance, suspect, window, limits));
  }

  private Judgement judge(Imbalance imbalance, Suspect suspect, Window window, Limits limits) {
    if (imbalance.spread(window.job()) != Imbalance.Spread.KEYS) {
      return new Judgement.Rejected("Its records are not spread by key.");
    }
    boolean byRecords = imbalance.by() == Imbalance.By.RECORDS;
    boolean mostly =
        imbalance.by() == Imbalance.By.UNKNOWN && imbalance.records().orElse(1.0) >= Math.sqrt(imbalance.work());
    if (!byRecords && !mostly) {
      return new Judgement.Rejected("Its busiest subtask does not get more records than the others.");
    }
    if (KeyGroupRounding.explains(imbalance)) {
      return new Judgement.Rejected("The number of key groups explains the spread.");
    }
    List<String> doubts = new ArrayList<>();
    if (mostly) {
      doubts.add("The records of the busiest subtask cost more as well.");
    }
    if (KeyGroupRounding.mayExplain(imbalance)) {
      doubts.add("How many key groups there are is not told; they may not divide evenly by the subtasks.");
    }
    return explain(imbalance, suspect, doubts, limits);
  }

  private Judgement explain(Imbalance imbalance, Suspect suspect, List<String> doubts, Limits limits) {
    double share = imbalance.recordShare(imbalance.hottest()).orElse(0.0);
    int parallelism = suspect.operator().operator().parallelism();
    Facts facts = SkewLimits.facts(card().id(), imbalance, limits);
    facts.add("share of the operator's records", Facts.place(imbalance.operator(), imbalance.hottest()),
        Figures.percent(share), "even would be " + Figures.percent(1.0 / parallelism));
    return new Judgement.Explains(
        imbalance.lost(), true,
        Optional.of(new Judgement.About(Subject.Kind.OPERATOR, suspect.operator(), imbalance.hotIndexes())),
        imbalance.hotNames() + " gets " + Figures.percent(share) + " of the records and works "
            + Figures.number(imbalance.work()) + " times as much as the others",
        doubts, facts.list(), remedies(imbalance, suspect));
  }

  private static List<Remedy> remedies(Imbalance imbalance, Suspect suspect) {
    String name = "\"" + suspect.operator().name() + "\"";
    int parts = parts(imbalance, suspect);
    return List.of(
        new Remedy(
            Remedy.Kind.DO, "Aggregate in two stages: spread the heavy keys over " + parts
                + " parts, then unite them.",
            "key by (key, random part of " + parts + ") before a first aggregation, by key alone before the second",
            "A key lives on one subtask; only splitting it lets several work on it."),
        new Remedy(
            Remedy.Kind.DO, "Or aggregate before the records are spread by key.",
            "a local aggregation in the operators before " + name,
            "Then the heavy keys send few records instead of many."),
        Avoid.moreParallelism(
            suspect, "The heavy keys stay on one subtask, however many others stand beside it."),
        SkewLimits.doNotIgnore(imbalance));
  }

  /** Parts such that the hot subtask's work at the rate wanted fits into the target share of each. */
  private static int parts(Imbalance imbalance, Suspect suspect) {
    double factor =
        suspect.demands().stream().map(Demand::factor).flatMap(Optional::stream).max(Double::compare)
            .orElse(1 / Math.max(0.05, 1 - imbalance.lost()));
    int parts = (int) Math.ceil(imbalance.hottest().busy().orElse(1.0) * factor / TARGET);
    return Math.max(2, Math.min(parts, suspect.operator().operator().parallelism() * 4));
  }
}
