package io.manometer.analyzer.cycle;

import io.manometer.rules.engine.Memory;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Report;
import io.manometer.rules.window.JobHistory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the analyzer knows of one job between two cycles. Immutable.
 *
 * @param since when it was heard of first
 * @param workers when each worker that reports on the job was heard of last, by its id
 * @param report the latest; empty before the first
 */
record JobAnalysis(
    String name, Instant since, JobHistory history, Memory memory, Map<String, Instant> workers,
    Optional<Report> report) {

  JobAnalysis {
    workers = Map.copyOf(workers);
  }

  static JobAnalysis of(Observation first, Limits limits) {
    return new JobAnalysis(
        first.job().name(), first.at(), JobHistory.within(limits), Memory.none(), Map.of(), Optional.empty())
        .with(first);
  }

  JobAnalysis with(Observation observation) {
    Map<String, Instant> heard = new HashMap<>(workers);
    heard.merge(observation.worker().id(), observation.at(), (a, b) -> a.isAfter(b) ? a : b);
    return new JobAnalysis(observation.job().name(), since, history.with(observation), memory, heard, report);
  }

  JobAnalysis with(Report next, Memory nextMemory) {
    return new JobAnalysis(name, since, history, nextMemory, workers, Optional.of(next));
  }

  JobAnalysis withoutWorkersSilentSince(Instant limit) {
    Map<String, Instant> heard = new HashMap<>(workers);
    heard.values().removeIf(at -> at.isBefore(limit));
    return new JobAnalysis(name, since, history, memory, heard, report);
  }

  boolean knows(String worker) {
    return workers.containsKey(worker);
  }

  Instant heardLast() {
    return workers.values().stream().max(Comparator.naturalOrder()).orElse(since);
  }

  boolean isSilentSince(Instant limit) {
    return workers.values().stream().noneMatch(at -> !at.isBefore(limit));
  }
}
