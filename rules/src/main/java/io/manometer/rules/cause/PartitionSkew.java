package io.manometer.rules.cause;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/** The source's partitions are uneven, and nothing between it and the busy subtask spreads the records anew. */
public final class PartitionSkew implements CauseRule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-partition-skew",
        "Uneven source partitions",
        "A subtask of the source, or one that is tied to it, gets more records because its partitions hold more.",
        List.of("busy time and records of each subtask", "partitioning of the input edges"),
        List.of(SkewLimits.LOST, SkewLimits.STEADY));
  }

  @Override
  public Cause cause() {
    return Cause.PARTITION_SKEW;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return SkewLimits.whenUneven(suspect, window, limits, imbalance -> judge(imbalance, suspect, window, limits));
  }

  private Judgement judge(Imbalance imbalance, Suspect suspect, Window window, Limits limits) {
    if (imbalance.spread(window.job()) != Imbalance.Spread.PARTITIONS) {
      return new Judgement.Rejected("Its records are spread anew before they reach it.");
    }
    if (imbalance.by() != Imbalance.By.RECORDS) {
      return new Judgement.Rejected("Its busiest subtask does not get more records than the others.");
    }
    double share = imbalance.recordShare(imbalance.hottest()).orElse(0.0);
    return new Judgement.Explains(
        imbalance.lost(), true,
        Optional.of(new Judgement.About(Subject.Kind.OPERATOR, suspect.operator(), imbalance.hotIndexes())),
        imbalance.hotNames() + " gets " + Figures.percent(share) + " of the records from its source partitions",
        List.of(), SkewLimits.facts(card().id(), imbalance, limits).list(),
        List.of(
            suspect.isSource()
                ? new Remedy(
                    Remedy.Kind.DO, "Move work from the source to operators behind an edge that spreads records"
                        + " evenly.",
                    "a rebalance (round robin) edge right behind the source",
                    "Then the source only reads, and its busiest subtask has more time for that.")
                : new Remedy(
                    Remedy.Kind.DO, "Spread the records evenly right behind the source.",
                    "a rebalance (round robin) edge behind the source, where no key order is needed",
                    "Then every subtask gets the same share, whatever the partitions hold."),
            new Remedy(
                Remedy.Kind.DO, "Fill the partitions evenly at the producer.", null,
                "The present partitioning gives " + imbalance.hotNames() + " " + Figures.percent(share)
                    + " of the records."),
            new Remedy(
                Remedy.Kind.AVOID, "Do not ignore the skew because the mean looks fine.", null,
                "The job goes as fast as the busiest subtask.")));
  }
}
