package io.manometer.rules.remedy;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many subtasks an operator needs: enough that each is busy for no more than the target share at the rate wanted,
 * with the lag worked off in the catch-up time. The way of DS2 (OSDI '18); unlike it this
 * says which ceiling stands in the way. Only right where the load spreads evenly; causes of skew do not use it.
 *
 * @param wanted the parallelism that the demand needs
 * @param possible the same within the ceilings
 * @param ceiling what stands in the way, as a sentence; empty where nothing is known to
 */
public record ParallelismAdvice(int now, int wanted, int possible, double factor, Optional<String> ceiling) {

  public static final Limit TARGET =
      new Limit(
          "parallelism.target", 0.7, 0.1, 1, "ratio",
          "Busy share of a subtask that a recommended parallelism aims at.");
  public static final Limit CATCH_UP =
      new Limit(
          "parallelism.catch-up", 600, 10, 86_400, "s",
          "Time in which a recommended parallelism works the present lag off.");

  private static final double SPARE_CORE = 0.9;
  private static final double OVERSHOOT = 1.15;

  public static ParallelismAdvice of(Suspect suspect, Window window, Limits limits) {
    int now = suspect.operator().operator().parallelism();
    double busySum =
        suspect.operator().busyMean().orElse(1.0) * now;
    double factor = factorWanted(suspect, limits);
    int wanted = Math.max(now, (int) Math.ceil(busySum * factor / limits.of(TARGET) - 1e-9));
    Optional<Integer> groups = suspect.operator().operator().maxParallelism();
    int possible = groups.map(g -> fitted(wanted, g)).orElse(wanted);
    if (groups.isPresent() && wanted > groups.get()) {
      return new ParallelismAdvice(
          now, wanted, groups.get(), factor,
          Optional.of("The operator has " + groups.get() + " key groups, so no more than that many subtasks get"
              + " work."));
    }
    return new ParallelismAdvice(
        now, wanted, possible, factor, possible > now ? cores(suspect, busySum * (factor - 1),
            window) : Optional.empty());
  }

  /** How far throughput has to rise, lag included; where nobody knows, a step to look again from. */
  private static double factorWanted(Suspect suspect, Limits limits) {
    return suspect.demands().stream()
        .flatMap(d -> d.factor().map(f -> f + d.lagSeconds().orElse(0.0) / limits.of(CATCH_UP)).stream())
        .max(Double::compare)
        .orElse(suspect.wantedOrAStep());
  }

  /** A parallelism that spreads the key groups evenly, where that costs little. */
  private static int fitted(int wanted, int groups) {
    for (int p = wanted; p <= Math.min(groups, (int) (wanted * OVERSHOOT)); p++) {
      if (groups % p == 0) {
        return p;
      }
    }
    return wanted;
  }

  /** Whether the work that is to be done besides finds cores; {@code more} is its busy time, as subtasks fully busy. */
  private static Optional<String> cores(Suspect suspect, double more, Window window) {
    Optional<Double> free = freeCores(window);
    double onCore =
        suspect.hot().stream()
            .map(SubtaskLoad::split)
            .map(BusySplit::cpu)
            .flatMap(Optional::stream)
            .mapToDouble(cpu -> cpu / Math.max(0.01, suspect.busy()))
            .average()
            .orElse(0);
    double needed = more * onCore;
    if (free.isEmpty() || needed <= free.get()) {
      return Optional.empty();
    }
    return Optional.of(
        "That takes about " + Figures.number(needed) + " cores more, and about " + Figures.number(free.get())
            + " are free: add a worker, or make the code cheaper.");
  }

  /** Cores that the workers do not use, workers of one host counted as sharing its cores. */
  private static Optional<Double> freeCores(Window window) {
    Map<String, Double> cores = new TreeMap<>();
    double used = 0;
    for (WorkerLoad worker : window.workers()) {
      if (worker.stale() || worker.last().cores().isEmpty() || worker.cpuCores().isEmpty()) {
        return Optional.empty();
      }
      double own = worker.last().cpuQuota().orElse((double) worker.last().cores().get());
      String shared = worker.last().cpuQuota().isPresent() ? worker.id() : worker.last().host();
      cores.merge(shared, own, Math::max);
      used += worker.cpuCores().get();
    }
    double all = cores.values().stream().mapToDouble(Double::doubleValue).sum();
    return cores.isEmpty() ? Optional.empty() : Optional.of(Math.max(0, all * SPARE_CORE - used));
  }

  /** The advice as a remedy; {@code why} says what it rests on. */
  public Remedy remedy(Suspect suspect) {
    String name = "\"" + suspect.operator().name() + "\"";
    if (possible <= now) {
      return new Remedy(
          Remedy.Kind.AVOID, "Do not raise the parallelism of " + name + " above " + now + ".", null,
          ceiling.orElse("The subtasks it has are enough for the demand once each is faster."));
    }
    return new Remedy(
        Remedy.Kind.DO,
        "Raise the parallelism of " + name + " from " + now + " to " + possible + ".",
        "parallelism of " + name + ": " + possible,
        "Its subtasks have no time left; " + possible + " of them would meet "
            + Figures.number(factor) + " times today's rate with time to spare."
            + (suspect.wanted().isPresent() ? "" : " How much waits is not known: look again after this step.")
            + ceiling.map(c -> " " + c).orElse(""));
  }
}
