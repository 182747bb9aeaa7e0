package io.manometer.rules.cause;

import io.manometer.rules.cause.Allocations.ByOperator;
import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.remedy.Avoid;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The JVM stands still to collect garbage, and every task in it looks busier than its work is. */
public final class GcPressure implements CauseRule {

  public static final Limit PAUSED =
      new Limit("gc.paused", 0.10, 0.01, 1, "ratio",
          "A JVM that stands still for this share of time is under pressure.");
  static final Limit DOMINANT =
      new Limit(
          "gc.dominant", 0.4, 0.05, 1, "ratio",
          "Pauses for this share of the suspect's busy time are the cause; below it only if the demand would be met"
              + " without them.");
  static final Limit ALLOCATES =
      new Limit(
          "gc.allocates", 0.5, 0.1, 1, "ratio",
          "The operator that allocates this share of a JVM's bytes, and twice as much as any other, is named.");
  static final Limit LIVE_SET =
      new Limit("gc.live-set", 0.7, 0.1, 1, "ratio", "A heap still this full after a collection is too small.");

  /** An operator that allocates so much of all is the only one that could have filled the heap. */
  private static final double ALLOCATES_ALONE = 0.95;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-gc",
        "Garbage collection",
        "The worker of the busiest subtasks stands still for collections, long enough to be what holds it back."
            + " Names the"
            + " operator that allocates, where that is clear.",
        List.of("GC pauses of the worker", "allocated bytes of the task threads, to name the operator"),
        List.of(PAUSED, DOMINANT, ALLOCATES, LIVE_SET));
  }

  @Override
  public Cause cause() {
    return Cause.GC_PRESSURE;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    Optional<WorkerLoad> worker =
        suspect.hot().stream()
            .map(s -> window.worker(s.worker()))
            .flatMap(Optional::stream)
            .filter(w -> w.gcShare().isPresent())
            .max(Comparator.comparingDouble(w -> w.gcShare().orElse(0.0)));
    if (worker.isEmpty()) {
      return new Judgement.NotEnoughData(List.of("The GC pauses of the workers are missing."));
    }
    double paused = worker.get().gcShare().get();
    double share = HotTime.of(suspect).share(BusySplit::gc).orElse(paused);
    if (paused < limits.of(PAUSED)) {
      return new Judgement.Rejected(
          share,
          "The worker stands still for " + Figures.percent(paused) + " of the time, below "
              + Figures.percent(limits.of(PAUSED)) + ".",
          List.of());
    }
    if (share < limits.of(DOMINANT) && !suspect.demandMetWithout(share).orElse(false)) {
      return new Judgement.Rejected(
          share,
          "Collections take " + Figures.percent(share) + " of the busy time; the demand would not be met without them.",
          List.of());
    }
    return explain(suspect, worker.get(), paused, share, window, limits);
  }

  private Judgement explain(
      Suspect suspect, WorkerLoad worker, double paused, double share, Window window, Limits limits) {
    Allocations allocations = Allocations.in(worker, window);
    Optional<ByOperator> allocator = allocations.clearlyMost(limits.of(ALLOCATES));
    OperatorLoad named = allocator.map(ByOperator::operator).orElse(suspect.operator());
    Facts facts =
        new Facts(card().id())
            .add("GC pauses", worker.id(), Figures.percent(paused) + " of the time", "at least "
                + Figures.percent(limits.of(PAUSED)))
            .share("standing still for collections", suspect.operator(), share, null);
    worker.gcPausesPerSecond().ifPresent(
        n -> facts.add("GC pauses", worker.id(), Figures.number(n) + " per second", null));
    worker.liveSet().ifPresent(
        l -> facts.add("heap after a collection", worker.id(), Figures.percent(l) + " of the largest heap",
            "at least " + Figures.percent(limits.of(LIVE_SET)) + " is too full"));
    allocator.ifPresent(a -> facts.add("allocation", a.operator().name(), ofAll(a.bytes(), allocations), null));
    allocations.mostlyElsewhere().ifPresent(
        bytes -> facts.add("allocation outside this job's tasks", worker.id(), ofAll(bytes, allocations), null));
    HotTime time = new HotTime(named.subtasks());
    facts.frames(time, named, k -> k == StackClass.ON_CPU, 2);
    return new Judgement.Explains(
        share, true, Optional.of(about(suspect, worker, allocator)),
        "worker \"" + worker.id() + "\" stands still for garbage collection " + Figures.percent(paused) + " of the time"
            + allocator.map(a -> "; \"" + a.operator().name() + "\" allocates " + Figures.bytesPerSecond(a.bytes()))
                .orElse(""),
        doubts(worker, allocations, allocator, limits), facts.list(),
        remedies(suspect, worker, allocations, allocator, time, limits));
  }

  private static List<String> doubts(
      WorkerLoad worker, Allocations allocations, Optional<ByOperator> allocator, Limits limits) {
    List<String> doubts = new ArrayList<>();
    if (allocations.mostlyElsewhere().isPresent()) {
      doubts.add("Most is allocated by other threads than this job's tasks: by fetchers or clients, or by another job.");
    } else if (allocator.isEmpty()) {
      doubts.add("No operator allocates clearly more than the others.");
    } else if (full(worker, limits) && allocations.share(allocator.get().bytes()) < ALLOCATES_ALONE) {
      doubts.add("The heap is full of what is kept; who allocates most need not be who keeps it.");
    }
    return doubts;
  }

  private static String ofAll(double bytes, Allocations allocations) {
    return Figures.bytesPerSecond(bytes) + ", " + Figures.percent(allocations.share(bytes)) + whole(allocations);
  }

  private static String whole(Allocations allocations) {
    return allocations.elsewhere().isPresent()
        ? " of what is allocated in the worker"
        : " of what this job's tasks allocate in the worker";
  }

  private static Judgement.About about(Suspect suspect, WorkerLoad worker, Optional<ByOperator> allocator) {
    return allocator
        .map(
            a ->
                new Judgement.About(
                    Subject.Kind.OPERATOR, a.operator(),
                    a.operator().subtasks().stream()
                        .filter(s -> s.worker().equals(worker.id()))
                        .map(SubtaskLoad::id).map(id -> id.index()).toList()))
        .orElseGet(() -> new Judgement.About(Subject.Kind.WORKER, suspect.operator(), List.of()));
  }

  private static boolean full(WorkerLoad worker, Limits limits) {
    return worker.liveSet().filter(l -> l >= limits.of(LIVE_SET)).isPresent();
  }

  private static List<Remedy> remedies(
      Suspect suspect, WorkerLoad worker, Allocations allocations, Optional<ByOperator> allocator, HotTime time,
      Limits limits) {
    List<Remedy> remedies = new ArrayList<>();
    boolean full = full(worker, limits);
    Remedy moreHeap =
        new Remedy(
            Remedy.Kind.DO, "Give worker \"" + worker.id() + "\" more heap.",
            worker.last().heapMaxBytes()
                .map(b -> "-Xmx" + Math.max(1, b * 2 / (1024 * 1024)) + "m instead of " + b / (1024 * 1024) + "m")
                .orElse("-Xmx"),
            full
                ? "After a collection the heap is still " + Figures.percent(worker.liveSet().orElse(1.0)) + " full."
                : "Collections come less often in a larger heap.");
    Remedy allocateLess = allocateLess(worker, allocations, allocator, time);
    remedies.add(full ? moreHeap : allocateLess);
    remedies.add(full ? allocateLess : moreHeap);
    remedies.add(Avoid.moreParallelism(suspect, "More subtasks in the same heap allocate more, and all of them"
        + " stand still."));
    return remedies;
  }

  private static Remedy allocateLess(
      WorkerLoad worker, Allocations allocations, Optional<ByOperator> allocator, HotTime time) {
    if (allocations.mostlyElsewhere().isPresent()) {
      return new Remedy(
          Remedy.Kind.DO, "Find out which other threads of worker \"" + worker.id() + "\" allocate.",
          "fetchers and clients that work beside the tasks, or another job, which would need a worker of its own",
          "Other threads than this job's tasks allocate "
              + Figures.percent(allocations.share(allocations.mostlyElsewhere().get())) + " there.");
    }
    return new Remedy(
        Remedy.Kind.DO,
        allocator.map(a -> "Allocate less in \"" + a.operator().name() + "\".").orElse("Allocate less in the tasks."),
        time.frames(k -> true, 1).stream().findFirst().map(Stacks.Frame::frame).map(f -> "start at " + f).orElse(null),
        allocator
            .map(a -> "It allocates " + Figures.percent(allocations.share(a.bytes())) + whole(allocations) + ".")
            .orElse("Every byte allocated brings the next collection nearer."));
  }
}
