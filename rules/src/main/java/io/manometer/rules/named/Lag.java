package io.manometer.rules.named;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.LocateLimits;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lag against backpressure, and against what the job accepts. */
public final class Lag implements Rule {

  private static final double WATERMARK_MOVES = 0.1;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "lag",
        "Lag growing or steady",
        "Lag that grows means demand is not met; steady lag within sla.lag is how the job runs. Where sources wait for"
            + " output the pipeline is too slow, where they do not the source itself is.",
        List.of("lag of the sources", "watermarks, as evidence"),
        List.of(LocateLimits.LAG_GROWTH, LocateLimits.LAG_GROWING_SECONDS, LocateLimits.LAG_WORTH));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    List<Demand> known = Demand.of(window, limits).stream().filter(d -> d.lag().isPresent()).toList();
    if (known.isEmpty()) {
      return new Verdict.NotEnoughData("No source tells its lag.");
    }
    Optional<Duration> sla = window.job().slaLag();
    List<Evidence> evidence = new ArrayList<>();
    List<String> found = new ArrayList<>();
    List<String> quiet = new ArrayList<>();
    for (Demand demand : known) {
      String name = "\"" + demand.source().name() + "\"";
      String lag = demand.lagSeconds().map(Figures::seconds).orElse(Figures.records(demand.lag().get()));
      boolean late = demand.laterThan(sla);
      evidence.add(
          new Evidence(
              "lag", demand.source().name(), Figures.records(demand.lag().get()) + ", " + lag + change(demand),
              sla.map(s -> "the job accepts " + Figures.seconds(s)).orElse(null), card().id()));
      if (demand.growing()) {
        found.add("Lag of " + name + " grows, now " + lag
            + (demand.blocked() >= limits.of(LocateLimits.SOURCE_BLOCKED)
                ? "; it waits for the pipeline behind it." : "; it does not wait for the pipeline behind it."));
      } else if (late) {
        found.add("Lag of " + name + " is " + lag + ", more than the job accepts"
            + (demand.state() == Demand.State.LATE_SHRINKING ? ", and shrinks." : ", and does not shrink."));
      } else {
        quiet.add("Lag of " + name + " is " + lag + " and does not grow.");
      }
    }
    watermark(window).ifPresent(evidence::add);
    return found.isEmpty()
        ? new Verdict.Clear(String.join(" ", quiet), evidence)
        : new Verdict.Found(String.join(" ", found), evidence);
  }

  /** Of the subtask whose watermark is furthest behind; empty without event time. */
  private Optional<Evidence> watermark(Window window) {
    return window.subtasks().values().stream()
        .filter(s -> s.watermarkLagSeconds().isPresent())
        .max(
            Comparator.comparingDouble((SubtaskLoad s) -> s.watermarkLagSeconds().get())
                .thenComparing(SubtaskLoad::id, Comparator.reverseOrder()))
        .map(
            s ->
                new Evidence(
                    "watermark lag", window.job().nameOf(s.id().operator()) + ", subtask " + s.id().index(),
                    Figures.seconds(s.watermarkLagSeconds().get()) + change(s), null, card().id()));
  }

  /** A watermark that moves in steps changes by little from window to window, which is no news. */
  private static String change(SubtaskLoad subtask) {
    return subtask.watermarkLagGrowth()
        .filter(g -> Math.abs(g) >= WATERMARK_MOVES)
        .map(g -> (g > 0 ? ", growing by " : ", shrinking by ") + Figures.number(Math.abs(g)) + " s each second")
        .orElse("");
  }

  private static String change(Demand demand) {
    return demand.lagGrowth()
        .filter(g -> Math.abs(g) >= 1)
        .map(g -> (g > 0 ? ", growing by " : ", shrinking by ") + Figures.recordsPerSecond(Math.abs(g)))
        .orElse("");
  }
}
