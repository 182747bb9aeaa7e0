package io.manometer.rules.cause;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.Operator.Chained;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** More arrives than the source itself can take in; the pipeline behind it would take more. */
public final class SourceBound implements CauseRule {

  private static final double BUSY = 0.8;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-source",
        "Source too slow",
        "Lag grows although the source does not wait for its output: it is busy itself, or waits for what it fetches.",
        List.of("lag of the source", "busy and backpressured time of the source"),
        List.of());
  }

  @Override
  public Cause cause() {
    return Cause.SOURCE_BOUND;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    if (!suspect.isSource()) {
      return new Judgement.NotApplicable("It is not the source that is too slow.");
    }
    Optional<Double> starved =
        HotTime.of(suspect).share(BusySplit::starved).filter(s -> s >= limits.of(CpuStarved.DOMINANT));
    if (starved.isPresent()) {
      return new Judgement.Rejected(
          "It stands in the run queue for " + Figures.percent(starved.get()) + " of its busy time: it is the core that"
              + " is missing.");
    }
    Optional<Chained> culprit = ChainCulprit.of(suspect, limits);
    List<Chained> chain = suspect.operator().operator().chain();
    if (culprit.isPresent() && !culprit.get().id().equals(chain.get(0).id())) {
      return new Judgement.Rejected(
          "The time goes to \"" + culprit.get().name() + "\", which is chained behind the source.");
    }
    if (chain.size() > 1 && culprit.isEmpty()) {
      return new Judgement.Rejected("Other operators are chained behind the source, and which of them is slow is"
          + " not known.");
    }
    return explain(suspect);
  }

  private Judgement explain(Suspect suspect) {
    Demand demand = suspect.demands().get(0);
    String name = suspect.operator().name();
    Facts facts =
        new Facts(card().id())
            .add("backpressured", name, Figures.msPerSecond(demand.blocked()), "it does not wait for its output")
            .add("busy time", name, Figures.msPerSecond(suspect.busy()), null)
            .unassigned(suspect.operator());
    demand.arrived().ifPresent(
        a -> facts.add("arrivals", name, Figures.recordsPerSecond(a),
            demand.emitted().map(e -> "it hands over " + Figures.recordsPerSecond(e)).orElse(null)));
    demand.lagGrowth().ifPresent(g -> facts.add("lag", name, lag(demand, g), null));
    HotTime time = HotTime.of(suspect);
    facts.frames(time, suspect.operator(), k -> k != StackClass.OTHER, 2);
    boolean busy = suspect.busy() >= BUSY;
    List<String> doubts = new ArrayList<>();
    if (!busy) {
      doubts.add("The source itself is not busy, so it seems to wait for what it fetches.");
    }
    return new Judgement.Explains(
        1, true, Optional.empty(),
        demand.arrived().flatMap(a -> demand.emitted().map(
                e -> Figures.recordsPerSecond(a) + " arrive and it takes in " + Figures.recordsPerSecond(e)))
            .orElse("more arrives than it takes in")
            + (busy ? ", without waiting for anything behind it" : ", waiting for what it fetches"),
        doubts, facts.list(),
        List.of(
            moreReaders(suspect, demand),
            new Remedy(
                Remedy.Kind.DO, "Make reading cheaper: larger fetches, a faster deserializer, work moved behind"
                    + " the source.",
                time.frames(k -> true, 1).stream().findFirst().map(f -> "start at " + f.frame()).orElse(null),
                busy ? "It is busy " + Figures.msPerSecond(suspect.busy())
                    + "." : "It waits for data while data is there."),
            new Remedy(
                Remedy.Kind.AVOID, "Do not change the operators behind it.", null,
                "None of them makes it wait.")));
  }

  private static Remedy moreReaders(Suspect suspect, Demand demand) {
    String name = "\"" + suspect.operator().name() + "\"";
    int parallelism = suspect.operator().operator().parallelism();
    int without = Demand.unassigned(suspect.operator());
    if (without > 0) {
      return new Remedy(
          Remedy.Kind.DO, "Give " + name + " more partitions to read: " + without + " of its "
              + suspect.operator().subtasks().size() + " subtasks have none.",
          "at least one partition for each of its subtasks, filled evenly at the producer",
          "A partition is read by one subtask, so more subtasks would not read more.");
    }
    return new Remedy(
        Remedy.Kind.DO, "Let more subtasks read: raise the parallelism of " + name + ", up to its partitions.",
        "parallelism of " + name + ": "
            + demand.factor().map(f -> (int) Math.ceil(parallelism * f * suspect.busy() / 0.7))
                .map(p -> String.valueOf(Math.max(p, parallelism + 1))).orElse("more than now"),
        "What reads is the limit, nothing behind it.");
  }

  private static String lag(Demand demand, double growth) {
    String now = demand.lag().map(Figures::records).orElse("unknown");
    return now + (growth >= 0 ? ", growing by " : ", shrinking by ") + Figures.recordsPerSecond(Math.abs(growth));
  }
}
