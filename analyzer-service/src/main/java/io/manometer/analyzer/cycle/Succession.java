package io.manometer.analyzer.cycle;

import io.manometer.rules.engine.Memory;
import io.manometer.rules.model.Topology;
import io.manometer.rules.report.Report.Event;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which job another one follows. On Flink every submission is a job with an id of its own, also the one that brings
 * the fix of a job that ran before; without its predecessor nobody could say whether the fix worked.
 *
 * <p>A job follows the last one of its name that was judged, was not heard of any more when this one began, and shares at
 * least half of its operators with it. Two of one name that run side by side have nothing to do with each other; where
 * one ran already when this one began, it is that one which follows.
 */
final class Succession {

  private Succession() {}

  /** The memory of {@code job} with that of its predecessor among {@code all}; empty where it has none. */
  static Optional<Memory> memoryOf(JobAnalysis job, Collection<JobAnalysis> all) {
    List<JobAnalysis> namesakes = all.stream()
        .filter(other -> other.name().equals(job.name()) && !other.since().isAfter(job.since()))
        .filter(other -> !id(other).equals(id(job)))
        .toList();
    boolean alone = namesakes.stream().allMatch(other -> other.heardLast().isBefore(job.since()));
    return namesakes.stream()
        .filter(other -> alone && other.memory().judged())
        .max(Comparator.comparing(JobAnalysis::heardLast))
        .flatMap(ended -> memoryOf(job, ended));
  }

  private static Optional<String> id(JobAnalysis job) {
    return job.history().topology().map(Topology::id);
  }

  private static Optional<Memory> memoryOf(JobAnalysis job, JobAnalysis ended) {
    Topology before = ended.history().topology().orElseThrow();
    Map<String, String> ids = before.counterpartsIn(job.history().topology().orElseThrow());
    boolean alike = 2 * ids.size() >= before.operators().size();
    Event told =
        new Event(job.since(), "Submitted anew: follows the job of the same name with the id " + before.id() + ".");
    return alike ? Optional.of(job.memory().following(ended.memory(), ids, told)) : Optional.empty();
  }
}
