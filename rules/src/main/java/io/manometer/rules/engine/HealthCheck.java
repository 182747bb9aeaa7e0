package io.manometer.rules.engine;

import io.manometer.rules.cause.GcPressure;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Capacities;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.Location;
import io.manometer.rules.named.BusyWarning;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report.Throughput;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The state of a job in one word and one sentence.
 *
 * @param nearLimit something is near its limit
 * @param headroom by how much the input may grow before the first operator saturates; 0.5 is by half
 */
record HealthCheck(
    Health health, String sentence, boolean nearLimit, Optional<Double> headroom, Throughput throughput) {

  /** Pauses that have been too many are so until they fall to this share of their limit. */
  private static final double LASTS = 0.7;

  static HealthCheck of(
      Window window, Limits limits, Location location, List<Diagnosis> diagnoses, boolean pending, Memory memory) {
    Throughput throughput = throughput(window, location);
    List<String> near = nearLimits(window, limits, location, memory);
    List<OperatorLoad> untold = location.demands().stream().filter(Demand::untold).map(Demand::source).toList();
    Optional<OperatorLoad> first =
        Capacities.of(window).firstWorkingWithout(List.of()).filter(o -> untold.stream().noneMatch(s -> mayBind(s, o)));
    Optional<Double> headroom = first.map(o -> Math.max(0, Capacities.growth(o) - 1));
    if (!diagnoses.isEmpty()) {
      return new HealthCheck(Health.BOTTLENECK, sentence(diagnoses), false, Optional.of(0.0), throughput);
    }
    if (pending) {
      return memory.judged()
          ? new HealthCheck(
              Health.DEGRADED, "Demand has just ceased to be met; the place is being confirmed.", memory.nearLimit(),
              headroom, throughput)
          : new HealthCheck(
              Health.INSUFFICIENT_DATA, "Demand is not met; the place is being confirmed.", memory.nearLimit(),
              headroom, throughput);
    }
    if (!near.isEmpty()) {
      return new HealthCheck(
          Health.DEGRADED,
          lead(window, limits, location, untold) + ", but: " + String.join(" ", near), true, headroom, throughput);
    }
    return new HealthCheck(
        Health.HEALTHY,
        (untold.isEmpty() ? "Healthy: all that arrives is handled" : "Healthy as far as is known: " + unseen(untold))
            + first.map(o -> "; \"" + o.name() + "\" is the busiest operator at "
                + Figures.msPerSecond(o.busyMax().orElse(0.0))
                + headroom.filter(h -> h < 20).map(h -> ", which leaves room for " + Figures.percent(h) + " more input")
                    .orElse("")).orElse("")
            + ".",
        false, headroom, throughput);
  }

  /** Where a lag is worked off, something sets the pace of that. */
  private static String lead(Window window, Limits limits, Location location, List<OperatorLoad> untold) {
    boolean heldBack = location.demands().stream().anyMatch(d -> d.catchesUpHeldBack(window.span(), limits));
    if (untold.isEmpty()) {
      return heldBack ? "No more arrives than is handled" : "Nothing holds the job back";
    }
    return "As far as is known " + (heldBack ? "no more arrives than is handled" : "nothing holds the job back");
  }

  /** Whether a source that tells no lag may be at its limit before the operator is. */
  private static boolean mayBind(OperatorLoad source, OperatorLoad operator) {
    return !Capacities.polls(source) && source.busyMax().orElse(0.0) > operator.busyMax().orElse(0.0);
  }

  private static String unseen(List<OperatorLoad> untold) {
    return untold.size() == 1
        ? "\"" + untold.get(0).name() + "\" does not tell its lag, so it may fall behind unseen"
        : untold.size() + " sources do not tell their lag, so they may fall behind unseen";
  }

  private static String sentence(List<Diagnosis> diagnoses) {
    return diagnoses.get(0).summary()
        + (diagnoses.size() > 1 ? " There " + (diagnoses.size() == 2 ? "is one more" : "are "
            + (diagnoses.size() - 1) + " more") + "." : "");
  }

  /** What is near its limit although demand is met, one sentence each. */
  private static List<String> nearLimits(Window window, Limits limits, Location location, Memory memory) {
    List<String> near = new ArrayList<>();
    double busy = limits.of(memory.nearLimit() ? BusyWarning.CLEAR : BusyWarning.WARN);
    List<OperatorLoad> warned = BusyWarning.above(busy, window);
    for (OperatorLoad operator : warned) {
      near.add(
          "\"" + operator.name() + "\" is busy " + Figures.msPerSecond(operator.busyMax().orElse(0.0))
              + " and nears its limit.");
    }
    for (Demand demand : location.demands()) {
      OperatorLoad source = demand.source();
      boolean full = source.busyMax().filter(b -> b > busy).isPresent() && !Capacities.polls(source);
      if (demand.untold() && full && !warned.contains(source)) {
        near.add(
            "\"" + source.name() + "\" is busy " + Figures.msPerSecond(source.busyMax().orElse(0.0))
                + " and does not tell its lag, so it may fall behind unseen.");
      }
      late(demand, warned, window, limits).ifPresent(near::add);
    }
    Set<String> paused = paused(window, limits, memory);
    for (WorkerLoad worker : window.workers()) {
      worker.gcShare().filter(g -> paused.contains(worker.id())).ifPresent(
          g -> near.add(
              "Worker \"" + worker.id() + "\" stands still for garbage collection " + Figures.percent(g)
                  + " of the time."));
    }
    return near;
  }

  /** @param busiest operators that have little time left, the busiest first */
  private static Optional<String> late(Demand demand, List<OperatorLoad> busiest, Window window, Limits limits) {
    boolean late = demand.state() == Demand.State.LATE_SHRINKING;
    boolean heldBack = demand.catchesUpHeldBack(window.span(), limits);
    if (!late && !heldBack) {
      return Optional.empty();
    }
    Optional<OperatorLoad> pace =
        busiest.stream()
            .filter(o -> heldBack && window.job().downstreamOf(demand.source().id()).contains(o.id()))
            .findFirst();
    return Optional.of(
        "\"" + demand.source().name() + "\" is " + demand.lagSeconds().map(Figures::seconds).orElse("") + " late"
            + (late ? ", more than the job accepts, and catches up" : " and catches up")
            + pace.map(o -> " at the pace of \"" + o.name() + "\"").orElse("") + ".");
  }

  /** Ids of workers that stand still for collections too much, or did and have not clearly ceased to. */
  static Set<String> paused(Window window, Limits limits, Memory memory) {
    double limit = limits.of(GcPressure.PAUSED);
    return window.workers().stream()
        .filter(w -> !w.stale())
        .filter(w -> w.gcShare().filter(g -> g >= limit * (memory.paused().contains(w.id()) ? LASTS : 1)).isPresent())
        .map(WorkerLoad::id)
        .collect(Collectors.toSet());
  }

  static Throughput throughput(Window window, Location location) {
    Optional<Double> emitted = sum(location, Demand::emitted);
    Optional<Double> lag = sum(location, Demand::lag);
    return new Throughput(
        emitted.orElse(null),
        sum(location, Demand::arrived).orElse(null),
        lag.orElse(null),
        location.demands().stream().map(Demand::lagSeconds).flatMap(Optional::stream).max(Double::compare).orElse(null),
        sum(location, Demand::lagGrowth).orElse(null),
        window.job().slaLag().map(sla -> sla.toNanos() / 1e9).orElse(null));
  }

  private static Optional<Double> sum(Location location, Function<Demand, Optional<Double>> value) {
    List<Double> known = location.demands().stream().map(value).flatMap(Optional::stream).toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(known.stream().mapToDouble(Double::doubleValue).sum());
  }
}
