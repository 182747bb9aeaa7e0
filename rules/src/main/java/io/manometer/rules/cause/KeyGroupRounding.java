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
import java.util.stream.IntStream;

/** Key groups do not divide evenly by the parallelism, so some subtasks get one group more than others. */
public final class KeyGroupRounding implements CauseRule {

  private static final double TOLERANCE = 0.2;
  private static final double UNEVEN = 1.2;

  /** With more groups than this per subtask one more or less is never {@link #UNEVEN}. */
  private static final int MOST_PER_SUBTASK = 5;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-key-group-rounding",
        "Key groups do not divide",
        "Subtasks work unevenly, and each gets just the share of records that its number of key groups says.",
        List.of("busy time and records of each subtask", "maximum parallelism of the operator"),
        List.of(SkewLimits.LOST, SkewLimits.FACTOR, SkewLimits.STEADY));
  }

  @Override
  public Cause cause() {
    return Cause.KEY_GROUP_ROUNDING;
  }

  static boolean explains(Imbalance imbalance) {
    return groups(imbalance).filter(g -> explains(g, imbalance)).isPresent();
  }

  /** Whether their number is not told, and some number of them would explain the spread. */
  static boolean mayExplain(Imbalance imbalance) {
    int parallelism = imbalance.operator().operator().parallelism();
    return groups(imbalance).isEmpty()
        && IntStream.rangeClosed(parallelism, MOST_PER_SUBTASK * parallelism)
            .anyMatch(groups -> explains(new KeyGroups(groups, parallelism), imbalance));
  }

  private static boolean explains(KeyGroups groups, Imbalance imbalance) {
    return groups.worst() >= UNEVEN && groups.explains(imbalance.operator().subtasks(), TOLERANCE);
  }

  private static Optional<KeyGroups> groups(Imbalance imbalance) {
    return imbalance.operator().operator().maxParallelism()
        .map(max -> new KeyGroups(max, imbalance.operator().operator().parallelism()));
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return SkewLimits.whenUneven(suspect, window, limits, imbalance -> judge(imbalance, suspect, window, limits));
  }

  private Judgement judge(Imbalance imbalance, Suspect suspect, Window window, Limits limits) {
    if (imbalance.spread(window.job()) != Imbalance.Spread.KEYS) {
      return new Judgement.Rejected("Its records are not spread by key.");
    }
    Optional<KeyGroups> groups = groups(imbalance);
    if (groups.isEmpty()) {
      return new Judgement.NotEnoughData(List.of("The maximum parallelism of the operator is not known."));
    }
    if (!explains(imbalance)) {
      return new Judgement.Rejected("The number of key groups does not explain the spread.");
    }
    int parallelism = suspect.operator().operator().parallelism();
    Facts facts =
        SkewLimits.facts(card().id(), imbalance, limits)
            .add("key groups", suspect.operator().name(),
                groups.get().groups() + " on " + parallelism + " subtasks: up to "
                    + groups.get().of(imbalance.hottest().id().index()) + " on one",
                "even would be " + Figures.number((double) groups.get().groups() / parallelism));
    int even = groups.get().evenNear();
    return new Judgement.Explains(
        imbalance.lost(), true,
        Optional.of(new Judgement.About(Subject.Kind.OPERATOR, suspect.operator(), imbalance.hotIndexes())),
        groups.get().groups() + " key groups do not divide by " + parallelism + " subtasks, so "
            + imbalance.hotNames() + " does " + Figures.number(groups.get().worst())
            + " times its share",
        List.of(), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO,
                "Set the parallelism of \"" + suspect.operator().name() + "\" to " + even + ".",
                "parallelism: " + even + " (divides " + groups.get().groups() + " key groups)",
                "Then every subtask has as many key groups as the others."),
            new Remedy(
                Remedy.Kind.DO, "Or raise the maximum parallelism, where the state may be laid out anew.",
                "maximum parallelism: a multiple of " + parallelism + ", ten times it or more",
                "With many groups per subtask one more or less does not matter."),
            new Remedy(
                Remedy.Kind.AVOID, "Do not look for a hot key.", null,
                "The records per key group are even; it is the rounding.")));
  }
}
