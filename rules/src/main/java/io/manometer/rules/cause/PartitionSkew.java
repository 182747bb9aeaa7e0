package io.manometer.rules.cause;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.remedy.Avoid;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/**
 * Records reach the subtasks unevenly by the partitions of the source, with nothing between that spreads them anew, or by
 * a partitioner of the user's own.
 */
public final class PartitionSkew implements CauseRule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-partition-skew",
        "Uneven partitions",
        "A subtask gets more records because the source's partitions that it is tied to hold more, or because a custom"
            + " partitioner sends them to it.",
        List.of("busy time and records of each subtask", "partitioning of the input edges"),
        List.of(SkewLimits.LOST, SkewLimits.FACTOR, SkewLimits.STEADY));
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
    Imbalance.Spread spread = imbalance.spread(window.job());
    boolean unknown = spread == Imbalance.Spread.UNKNOWN;
    if (spread == Imbalance.Spread.KEYS || spread == Imbalance.Spread.EVEN) {
      return new Judgement.Rejected("Neither the source's partitions nor a partitioner decide where its records go.");
    }
    if (imbalance.by() != Imbalance.By.RECORDS) {
      return new Judgement.Rejected("Its busiest subtask does not get more records than the others.");
    }
    String share = Figures.percent(imbalance.recordShare(imbalance.hottest()).orElse(0.0));
    String hot = imbalance.hotNames();
    return new Judgement.Explains(
        imbalance.lost(), true,
        Optional.of(new Judgement.About(Subject.Kind.OPERATOR, suspect.operator(), imbalance.hotIndexes())),
        hot + " gets " + share + " of the records " + by(spread),
        unknown ? List.of("By what its input is spread is not told; by key, a key would be hot.") : List.of(),
        SkewLimits.facts(card().id(), imbalance, limits).unassigned(suspect.operator()).list(),
        switch (spread) {
          case PARTITIONER -> ofPartitioner(imbalance, suspect, hot, share);
          case PARTITIONS -> ofSource(imbalance, suspect, hot, share);
          default -> ofUnknown(imbalance, suspect, hot, share);
        });
  }

  private static String by(Imbalance.Spread spread) {
    return switch (spread) {
      case PARTITIONER -> "from the partitioner before it";
      case PARTITIONS -> "from its source partitions";
      default -> "by the way its input is spread";
    };
  }

  private static List<Remedy> ofUnknown(Imbalance imbalance, Suspect suspect, String hot, String share) {
    return List.of(
        new Remedy(
            Remedy.Kind.DO, "Find out by what the input of \"" + suspect.operator().name() + "\" is spread.",
            "the partitioning before it: a partitioner that prefers a subtask, or a key that most records have",
            "It sends " + share + " of the records to " + hot + "."),
        Avoid.moreParallelism(suspect, "Most of the records would go on coming to " + hot + "."),
        SkewLimits.doNotIgnore(imbalance));
  }

  private static List<Remedy> ofPartitioner(Imbalance imbalance, Suspect suspect, String hot, String share) {
    String name = "\"" + suspect.operator().name() + "\"";
    return List.of(
        new Remedy(
            Remedy.Kind.DO, "Change the partitioner so that every subtask of " + name + " gets a like share.",
            "the custom partitioner before " + name, "It sends " + share + " of the records to " + hot + "."),
        Avoid.moreParallelism(suspect, "The partitioner would go on sending most of the records to " + hot + "."),
        SkewLimits.doNotIgnore(imbalance));
  }

  private static List<Remedy> ofSource(Imbalance imbalance, Suspect suspect, String hot, String share) {
    long without =
        suspect.operator().subtasks().stream().filter(s -> s.processed().filter(p -> p <= 0).isPresent()).count();
    return List.of(
        suspect.isSource()
            ? new Remedy(
                Remedy.Kind.DO, "Move work from the source to operators behind an edge that spreads records evenly.",
                "a rebalance (round robin) edge right behind the source",
                "Then the source only reads, and its busiest subtask has more time for that.")
            : new Remedy(
                Remedy.Kind.DO, "Spread the records evenly right behind the source.",
                "a rebalance (round robin) edge behind the source, where no key order is needed",
                "Then every subtask gets the same share, whatever the partitions hold."),
        new Remedy(
            Remedy.Kind.DO,
            without == 0
                ? "Fill the partitions evenly at the producer."
                : "Have a partition for each subtask of the source, and fill them evenly at the producer.",
            null,
            "The present partitioning gives " + hot + " " + share + " of the records"
                + (without == 0 ? "." : ", and " + without + " of the subtasks none.")),
        SkewLimits.doNotIgnore(imbalance));
  }
}
