package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.Topology;
import io.manometer.rules.remedy.Avoid;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One worker is slow with everything: whatever runs there costs more per record than elsewhere. */
public final class SlowHost implements CauseRule {

  static final Limit FACTOR =
      new Limit(
          "slow-host.factor", 1.3, 1.1, 10, "times",
          "A worker on which every operator's record costs this much more than elsewhere is slow.");

  private static final double BUSY_ENOUGH = 0.03;
  private static final double RECORDS_ENOUGH = 5;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-slow-host",
        "Slow host",
        "The busiest subtasks run on one worker, and all operators that run there as well as elsewhere cost more per"
            + " record there. It is not the number of their records that makes them the busiest.",
        List.of("busy time and records of each subtask", "at least two workers with the same operators"),
        List.of(FACTOR));
  }

  @Override
  public Cause cause() {
    return Cause.SLOW_HOST;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    if (window.workers().size() < 2 || suspect.edge().isPresent()) {
      return new Judgement.NotApplicable("There is one worker.");
    }
    Optional<Slow> slow = slows(suspect.hot(), suspect.operator(), window, limits);
    if (slow.isEmpty()) {
      return new Judgement.Rejected("The worker of its busiest subtasks is not slow with everything.");
    }
    if (Imbalance.of(suspect.operator(), window).filter(i -> i.by() == Imbalance.By.RECORDS).isPresent()) {
      return new Judgement.Rejected("Its busiest subtasks are so by the number of their records.");
    }
    WorkerLoad worker = slow.get().worker();
    Facts facts = new Facts(card().id());
    for (OperatorCost cost : slow.get().costs()) {
      facts.add("busy time per record against other workers", cost.operator().name() + " on " + worker.id(),
          Figures.times(cost.factor()), "at least " + Figures.times(limits.of(FACTOR)));
    }
    worker.throttled().filter(t -> t > 0.001).ifPresent(
        t -> facts.add("held back by its CPU quota", worker.id(), Figures.percent(t) + " of the time", null));
    double factor = slow.get().costs().get(0).factor();
    List<Integer> indexes =
        suspect.operator().subtasks().stream()
            .filter(s -> s.worker().equals(worker.id())).map(s -> s.id().index()).toList();
    String where = "\"" + worker.id() + "\" on host \"" + worker.last().host() + "\"";
    return new Judgement.Explains(
        1 - 1 / factor, true,
        Optional.of(new Judgement.About(Subject.Kind.WORKER, suspect.operator(), indexes)),
        "worker " + where + " takes " + Figures.number(factor)
            + " times as long per record as the others, with every operator",
        doubts(slow.get(), window.job()), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Move the job away from worker " + where + ", or mend it.",
                "look there for other load, a CPU quota, a slow disk, swapping",
                "Every operator is slow there and not elsewhere."),
            Avoid.moreParallelism(suspect, "The subtasks on the slow worker would still set the pace.")));
  }

  /** Keys or partitions whose records cost more do so in every operator that gets the same ones. */
  private static List<String> doubts(Slow slow, Topology job) {
    Imbalance.Spread own = Imbalance.spread(slow.costs().get(0).operator(), job);
    boolean apart =
        slow.costs().stream().skip(1).anyMatch(cost -> apart(own, Imbalance.spread(cost.operator(), job)));
    return apart
        ? List.of()
        : List.of("All operators compared may get the same records there; if those cost more it would look the same.");
  }

  private static boolean apart(Imbalance.Spread one, Imbalance.Spread other) {
    boolean known = one != Imbalance.Spread.UNKNOWN && other != Imbalance.Spread.UNKNOWN;
    return one == Imbalance.Spread.EVEN || other == Imbalance.Spread.EVEN || known && one != other;
  }

  record OperatorCost(OperatorLoad operator, double factor) {}

  record Slow(WorkerLoad worker, List<OperatorCost> costs) {}

  /**
   * The worker of the hot subtasks, if it is slow with the operator and with at least one other, and fast with none.
   */
  static Optional<Slow> slows(List<SubtaskLoad> hot, OperatorLoad operator, Window window, Limits limits) {
    List<String> workers = hot.stream().map(SubtaskLoad::worker).distinct().toList();
    if (workers.size() != 1) {
      return Optional.empty();
    }
    Optional<OperatorCost> own = cost(operator, workers.get(0)).filter(c -> c.factor() >= limits.of(FACTOR));
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<OperatorCost> costs = new ArrayList<>(List.of(own.get()));
    for (OperatorLoad other : window.operators()) {
      if (!other.id().equals(operator.id())) {
        cost(other, workers.get(0)).ifPresent(costs::add);
      }
    }
    boolean everywhere = costs.stream().allMatch(c -> c.factor() >= 1 + (limits.of(FACTOR) - 1) * 2 / 3);
    return costs.size() >= 2 && everywhere
        ? window.worker(workers.get(0)).map(worker -> new Slow(worker, List.copyOf(costs)))
        : Optional.empty();
  }

  /** Busy time per record on the worker against all others; empty where either is too little to tell. */
  private static Optional<OperatorCost> cost(OperatorLoad operator, String worker) {
    double[] here = new double[2];
    double[] elsewhere = new double[2];
    for (SubtaskLoad subtask : operator.subtasks()) {
      double[] sum = subtask.worker().equals(worker) ? here : elsewhere;
      sum[0] += subtask.busy().orElse(0.0);
      sum[1] += subtask.processed().orElse(0.0);
    }
    boolean enough =
        here[1] >= RECORDS_ENOUGH && elsewhere[1] >= RECORDS_ENOUGH
            && here[0] >= BUSY_ENOUGH && elsewhere[0] >= BUSY_ENOUGH / 2;
    return enough
        ? Optional.of(new OperatorCost(operator, here[0] / here[1] / (elsewhere[0] / elsewhere[1])))
        : Optional.empty();
  }
}
