package io.manometer.rules.named;

import io.manometer.rules.cause.GcPressure;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which worker stands still for garbage collection, and which of its subtasks allocates most. */
public final class GcSpikes implements Rule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "gc-spikes",
        "GC spikes",
        "A worker stands still for garbage collection for 10 % of the time or more; the job's subtask that"
            + " allocates most is named.",
        List.of("GC pauses of the workers", "allocated bytes of the task threads"),
        List.of(GcPressure.PAUSED));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    List<WorkerLoad> known =
        window.workers().stream().filter(w -> !w.stale() && w.gcShare().isPresent()).toList();
    if (known.isEmpty()) {
      return new Verdict.NotEnoughData("The GC pauses of the workers are missing.");
    }
    List<Evidence> evidence = new ArrayList<>();
    StringBuilder summary = new StringBuilder();
    for (WorkerLoad worker : known) {
      double paused = worker.gcShare().get();
      if (paused < limits.of(GcPressure.PAUSED)) {
        continue;
      }
      evidence.add(
          new Evidence("GC pauses", worker.id(), Figures.percent(paused) + " of the time",
              "at least " + Figures.percent(limits.of(GcPressure.PAUSED)), card().id()));
      summary.append(summary.isEmpty() ? "" : " ").append("Worker \"").append(worker.id())
          .append("\" stands still ").append(Figures.percent(paused)).append(" of the time");
      Optional<SubtaskLoad> allocator = mostAllocating(worker, window);
      allocator.ifPresent(
          s -> {
            String place = window.job().nameOf(s.id().operator()) + " subtask " + s.id().index();
            evidence.add(
                new Evidence("allocation", place, Figures.bytesPerSecond(s.allocatedBytes().orElse(0.0)), null,
                    card().id()));
            summary.append("; \"").append(window.job().nameOf(s.id().operator())).append("\" subtask ")
                .append(s.id().index()).append(" allocates most of this job's");
          });
      summary.append(".");
    }
    double worst = known.stream().mapToDouble(w -> w.gcShare().get()).max().orElse(0);
    return evidence.isEmpty()
        ? new Verdict.Clear("Workers stand still for at most " + Figures.percent(worst) + " of the time.")
        : new Verdict.Found(summary.toString(), evidence);
  }

  private static Optional<SubtaskLoad> mostAllocating(WorkerLoad worker, Window window) {
    return window.subtasks().values().stream()
        .filter(s -> s.worker().equals(worker.id()) && s.allocatedBytes().orElse(0.0) > 0)
        .max(Comparator.comparingDouble((SubtaskLoad s) -> s.allocatedBytes().get()).thenComparing(SubtaskLoad::id));
  }
}
