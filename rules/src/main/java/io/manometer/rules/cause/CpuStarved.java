package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.remedy.Avoid;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.List;
import java.util.Optional;

/** The task thread is ready to run and gets no core. */
public final class CpuStarved implements CauseRule {

  static final Limit SHARE =
      new Limit(
          "starved.share", 0.3, 0.05, 1, "ratio",
          "Runnable without a core for this share of busy time, on a host that is full, makes it the cause.");
  static final Limit ALONE =
      new Limit(
          "starved.alone", 0.4, 0.05, 1, "ratio",
          "Runnable without a core for this share of busy time makes it the cause, full host seen or not.");
  static final Limit DOMINANT =
      new Limit(
          "starved.dominant", 0.6, 0.05, 1, "ratio",
          "Runnable without a core for this share of busy time is the cause; below it only if enough cores would meet"
              + " the demand.");
  static final Limit SEEN =
      new Limit(
          "starved.seen", 8, 0, 600, "s",
          "A subtask must be seen for this long before the run queue is the cause: jobs that start compete with their"
              + " own start.");
  static final Limit THROTTLED =
      new Limit("starved.throttled", 0.05, 0.005, 1, "ratio",
          "A quota that holds a worker back this long is too small.");

  private static final double FULL = 0.85;
  private static final double OWN = 0.5;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-cpu-starved",
        "Not enough cores",
        "The busiest subtasks stand in the run queue: they are ready to run and get no core, because the host is"
            + " full or a CPU quota holds the worker back. Enough cores would meet the demand, or most of the busy time"
            + " is spent so.",
        List.of("run-queue delay of the task threads, or throttling of the worker"),
        List.of(SHARE, ALONE, DOMINANT, SEEN, THROTTLED));
  }

  @Override
  public Cause cause() {
    return Cause.CPU_STARVED;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    if (suspect.edge().isPresent()) {
      return new Judgement.NotApplicable("The waiting ends on an edge, not in an operator.");
    }
    HotTime time = HotTime.of(suspect);
    Optional<Double> starved = time.share(BusySplit::starved);
    List<WorkerLoad> workers =
        suspect.hot().stream().map(s -> window.worker(s.worker())).flatMap(Optional::stream).distinct().toList();
    Optional<Double> throttled =
        workers.stream().map(WorkerLoad::throttled).flatMap(Optional::stream).max(Double::compare);
    boolean quota = throttled.filter(t -> t >= limits.of(THROTTLED)).isPresent();
    if (starved.isEmpty() && !quota) {
      return new Judgement.NotEnoughData(List.of("The run-queue delay of the task threads is missing."));
    }
    double share = starved.orElse(0.0);
    boolean full = quota || hostFull(workers, window);
    double least = limits.of(full ? SHARE : ALONE);
    if (share < least) {
      return new Judgement.Rejected(
          share,
          "It stood in the run queue for " + Figures.percent(share) + " of its busy time, below "
              + Figures.percent(least) + ".",
          List.of());
    }
    Optional<Boolean> enough = suspect.demandMetWithout(share);
    if (share < limits.of(DOMINANT) && !enough.orElse(quota || othersTakeTheCores(workers, window))) {
      return new Judgement.Rejected(
          share,
          "It stood in the run queue for " + Figures.percent(share) + " of its busy time; "
              + (enough.isPresent()
                  ? "with enough cores the demand would still not be met."
                  : "whether enough cores would meet the demand is not known."),
          List.of());
    }
    double seen = suspect.hot().stream().mapToDouble(s -> s.span().toNanos() / 1e9).min().orElse(0);
    if (seen < limits.of(SEEN)) {
      return new Judgement.Rejected(share, "It was seen for " + Figures.seconds(seen) + " only.", List.of());
    }
    Facts facts =
        new Facts(card().id())
            .share("ready to run without a core", suspect.operator(), share,
                "at least " + Figures.percent(least))
            .shareIfKnown("running on a core", suspect.operator(), time.share(BusySplit::cpu));
    throttled.filter(t -> t > 0.001).ifPresent(
        t -> facts.add("held back by its CPU quota", workers.get(0).id(), Figures.percent(t) + " of the time",
            "at least " + Figures.percent(limits.of(THROTTLED))));
    for (WorkerLoad worker : workers) {
      worker.cpuCores().ifPresent(
          used -> facts.add("CPU used by the worker", worker.id(),
              Figures.number(used) + " of " + cores(worker) + " cores", null));
    }
    return new Judgement.Explains(
        share, true, Optional.empty(),
        "it is ready to run and gets no core for " + Figures.percent(share) + " of its busy time",
        List.of(), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO,
                quota ? "Raise the CPU quota of the worker." : "Give the workers more cores, or move other load away.",
                quota ? "CPU limit of the worker's container" : null,
                "The threads wait for a core, not for data."),
            Avoid.moreParallelism(suspect, "More subtasks would share the same cores.")));
  }

  /**
   * Whether most of the host goes to others than this job's tasks, another job in the same workers among them. Where the
   * tasks themselves fill the host, what they do matters more than that there could be more cores.
   */
  private static boolean othersTakeTheCores(List<WorkerLoad> workers, Window window) {
    return workers.stream().anyMatch(worker -> {
      double own = window.subtasks().values().stream()
          .filter(s -> window.worker(s.worker()).filter(w -> onOneHost(w, worker)).isPresent())
          .mapToDouble(s -> s.cpu().orElse(0.0)).sum();
      return worker.last().cores().filter(cores -> own < OWN * cores).isPresent();
    });
  }

  private static boolean onOneHost(WorkerLoad one, WorkerLoad other) {
    return one.last().host().equals(other.last().host());
  }

  private static boolean hostFull(List<WorkerLoad> workers, Window window) {
    return workers.stream()
        .anyMatch(
            worker -> {
              double used =
                  window.workers().stream()
                      .filter(w -> onOneHost(w, worker))
                      .mapToDouble(w -> w.cpuCores().orElse(0.0))
                      .sum();
              return worker.last().cores().filter(c -> used >= FULL * c).isPresent();
            });
  }

  private static String cores(WorkerLoad worker) {
    return worker.last().cpuQuota().map(Figures::number)
        .or(() -> worker.last().cores().map(String::valueOf)).orElse("an unknown number of");
  }
}
