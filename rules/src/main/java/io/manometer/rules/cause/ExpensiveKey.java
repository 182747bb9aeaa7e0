package io.manometer.rules.cause;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.remedy.Avoid;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Some keys cost far more per record, so the subtask that has them works alone though its records are no more. */
public final class ExpensiveKey implements CauseRule {

  private static final double COST = 1.5;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-expensive-key",
        "Expensive keys",
        "A subtask behind a keyed partitioning works more than the others with like records: each costs it more,"
            + " and its"
            + " worker is not slow with everything.",
        List.of("busy time and records of each subtask", "partitioning of the input edges"),
        List.of(SkewLimits.LOST, SkewLimits.FACTOR, SkewLimits.STEADY));
  }

  @Override
  public Cause cause() {
    return Cause.EXPENSIVE_KEY;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return SkewLimits.whenUneven(suspect, window, limits, imbalance -> judge(imbalance, suspect, window, limits));
  }

  private Judgement judge(Imbalance imbalance, Suspect suspect, Window window, Limits limits) {
    if (imbalance.spread(window.job()) != Imbalance.Spread.KEYS) {
      return new Judgement.Rejected("Its records are not spread by key.");
    }
    if (imbalance.by() != Imbalance.By.COST || imbalance.cost().orElse(1.0) < COST) {
      return new Judgement.Rejected("A record costs its busiest subtask about what it costs the others.");
    }
    if (SlowHost.slows(imbalance.hot(), suspect.operator(), window, limits).isPresent()) {
      return new Judgement.Rejected("Its worker is slow with other operators too.");
    }
    List<String> doubts = new ArrayList<>();
    Optional<Double> cpu = cpuCost(imbalance);
    if (cpu.isEmpty()) {
      doubts.add("Whether the records of the busiest subtask cost it more CPU is not known.");
    } else if (cpu.get() < COST) {
      doubts.add("The records of the busiest subtask do not cost it more CPU, so what it waits for may be slow"
          + " instead.");
    }
    double cost = imbalance.cost().orElseThrow();
    Facts facts = SkewLimits.facts(card().id(), imbalance, limits);
    facts.frames(new HotTime(imbalance.hot()), suspect.operator(), k -> k != StackClass.OTHER, 2);
    return new Judgement.Explains(
        imbalance.lost(), true,
        Optional.of(new Judgement.About(Subject.Kind.OPERATOR, suspect.operator(), imbalance.hotIndexes())),
        "each record costs " + imbalance.hotNames() + " about " + Figures.times(cost) + " as much as the others",
        doubts, facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Find the keys of " + imbalance.hotNames()
                    + " whose records cost most, and bound that cost.",
                "the code or state that grows with the key, such as a list kept per key",
                "Its share of the records is like that of the others."),
            new Remedy(
                Remedy.Kind.DO, "Or split those keys over several subtasks, and unite the parts behind them.",
                "key by (key, part)", "Work on one key is done by one subtask."),
            Avoid.moreParallelism(suspect, "The expensive keys stay on one subtask.")));
  }

  /** CPU per record of a hot subtask against the others; empty when one of them does not tell its CPU time. */
  private static Optional<Double> cpuCost(Imbalance imbalance) {
    if (imbalance.operator().subtasks().stream().anyMatch(s -> s.cpu().isEmpty())) {
      return Optional.empty();
    }
    List<SubtaskLoad> others =
        imbalance.operator().subtasks().stream().filter(s -> !imbalance.hot().contains(s)).toList();
    Function<List<SubtaskLoad>, Optional<Double>> cost =
        subtasks -> {
          double cpu = subtasks.stream().mapToDouble(s -> s.cpu().orElse(0.0)).sum();
          double records = subtasks.stream().mapToDouble(s -> s.processed().orElse(0.0)).sum();
          return cpu <= 0 || records <= 0 ? Optional.empty() : Optional.of(cpu / records);
        };
    return cost.apply(imbalance.hot()).flatMap(a -> cost.apply(others).map(b -> a / b));
  }
}
