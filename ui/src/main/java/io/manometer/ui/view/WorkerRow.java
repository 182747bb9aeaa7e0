package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.rules.report.WorkerView;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import java.util.List;

/** One worker JVM and the agent in it. */
public record WorkerRow(
    Name id, Name host, String pid, Name runtime, Badge data, Figure gc, Figure heap, Figure cpu, Figure throttled, Badge agent, Name notes) {

  static List<WorkerRow> of(Report report) {
    return report.workers().stream().map(WorkerRow::of).toList();
  }

  private static WorkerRow of(WorkerView worker) {
    return worker.stale() ? silent(worker) : new WorkerRow(
        Name.of(worker.id()),
        Name.of(worker.host()),
        String.valueOf(worker.pid()),
        Name.of(worker.runtime()),
        Badge.ok("Fresh", null),
        Figure.timeShare(worker.gcShare()),
        Figure.share(worker.heapUsedRatio()),
        Figure.cores(worker.cpuCores()),
        Figure.timeShare(worker.throttled()),
        agent(worker.agentState()),
        notes(worker));
  }

  /** What it said last is not how it is now. */
  private static WorkerRow silent(WorkerView worker) {
    return new WorkerRow(
        Name.of(worker.id()), Name.of(worker.host()), String.valueOf(worker.pid()), Name.of(worker.runtime()),
        Badge.high("Silent", "no snapshot arrives from this worker"),
        Figure.ABSENT, Figure.ABSENT, Figure.ABSENT, Figure.ABSENT,
        Badge.unknown("Not heard", worker.agentState() == null ? null : "last heard of as " + Name.of(worker.agentState()).text()),
        notes(worker));
  }

  private static Name notes(WorkerView worker) {
    return worker.agentNotes() == null || worker.agentNotes().isBlank() ? null : Name.sentence(worker.agentNotes());
  }

  private static Badge agent(String state) {
    if (state == null) {
      return Badge.unknown("–", "not measured");
    }
    return switch (state) {
      case "RUNNING" -> Badge.ok("Running", null);
      case "STARTING" -> Badge.unknown("Starting", null);
      case "DEGRADED" -> Badge.low("Degraded", "a part of the agent is off; the notes say which");
      case "FAILED" -> Badge.high("Failed", "the agent is off; the worker itself is not affected");
      default -> Badge.unknown(Name.of(state).text(), null);
    };
  }
}
