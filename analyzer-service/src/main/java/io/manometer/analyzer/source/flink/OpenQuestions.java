package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.OperatorView.SubtaskView;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Report;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which subtask of each job is worth a closer look: the busiest of an operator that was named the bottleneck with its cause
 * left open, for as long as it is named. Threads: any.
 */
final class OpenQuestions {

  private static final int MOST_JOBS = 1_000;

  private final Map<String, SubtaskId> byJob = new ConcurrentHashMap<>();
  private volatile boolean unanswered;

  /** Takes note of what a report leaves open, and of what it no longer does. */
  void heard(Report report) {
    String job = report.job().id();
    Optional<Diagnosis> first = report.diagnoses().stream().findFirst();
    Optional<OperatorView> named = report.health() == Health.BOTTLENECK
        ? first.flatMap(diagnosis -> operator(report, diagnosis))
        : Optional.empty();
    SubtaskId before = byJob.get(job);
    boolean same = before != null && named.filter(o -> o.id().equals(before.operator())).isPresent();
    if (same) {
      return;
    }
    byJob.remove(job);
    if (byJob.size() < MOST_JOBS && first.filter(diagnosis -> diagnosis.cause() == Cause.UNKNOWN).isPresent()) {
      named.flatMap(OpenQuestions::busiest).ifPresent(subtask -> byJob.put(job, subtask));
    }
  }

  Optional<SubtaskId> in(String job) {
    return Optional.ofNullable(byJob.get(job));
  }

  /** Whether the last one that was asked about could not be looked at, as the cluster takes no samples. */
  void answered(boolean sampled) {
    unanswered = !sampled;
  }

  boolean areUnanswered() {
    return unanswered;
  }

  private static Optional<OperatorView> operator(Report report, Diagnosis diagnosis) {
    return report.operators().stream()
        .filter(operator -> diagnosis.operator() != null && operator.id().equals(diagnosis.operator().id()))
        .findFirst();
  }

  private static Optional<SubtaskId> busiest(OperatorView operator) {
    return operator.subtasks().stream()
        .filter(subtask -> subtask.busy() != null)
        .max(Comparator.comparing(SubtaskView::busy))
        .map(subtask -> new SubtaskId(operator.id(), subtask.index()));
  }
}
