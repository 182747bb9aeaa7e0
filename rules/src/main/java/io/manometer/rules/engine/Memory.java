package io.manometer.rules.engine;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Report.AfterChange;
import io.manometer.rules.report.Report.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a cycle hands to the next: since when a diagnosis stands, and the last bottleneck for the proof of its fix. An
 * immutable value; keep it per job, also across restarts of the job.
 *
 * @param standings bottlenecks found lately, named or not yet
 * @param nearLimit the last cycle found the job near its limit, so it takes a clear fall to call it healthy again
 * @param paused ids of workers whose collections the last cycle found too many, likewise
 * @param judged a cycle with enough data has been
 * @param present the bottleneck that there is
 * @param gone the last one that went away
 * @param past how the job ran until now
 */
public record Memory(
    List<Standing> standings, boolean nearLimit, Set<String> paused, boolean judged, Optional<Episode> present,
    Optional<Episode> gone, Past past) {

  public Memory {
    standings = List.copyOf(standings);
    paused = Set.copyOf(paused);
  }

  /** Nothing to remember yet. */
  public static Memory none() {
    return new Memory(List.of(), false, Set.of(), false, Optional.empty(), Optional.empty(), Past.none());
  }

  Memory with(Past next) {
    return new Memory(standings, nearLimit, paused, judged, present, gone, next);
  }

  /**
   * This memory, of a job that does the work of another one which ended: with the bottleneck that the other had, so that
   * it can be said what became of it. What stands now has to be found anew.
   *
   * @param ids this job's id of each operator of the other, where it has that operator
   * @param told that this job follows the other
   */
  public Memory following(Memory ended, Map<String, String> ids, Event told) {
    return new Memory(
        standings, nearLimit, paused, judged, ended.present.map(e -> e.renamed(ids)),
        ended.gone.map(e -> e.renamed(ids)), past.following(ended.past, ids, told));
  }

  /**
   * One bottleneck over time.
   *
   * @param operator id of the operator found
   * @param foundSince first of the cycles in a row that found it
   * @param foundLast last cycle that found it
   * @param cause found lately, and {@code causeSince} when that began
   * @param named the diagnosis as published last; empty while it is not confirmed
   */
  public record Standing(
      String operator,
      Instant foundSince,
      Instant foundLast,
      Cause cause,
      Instant causeSince,
      Optional<Diagnosis> named) {}

  /**
   * A bottleneck from its naming to the proof that it is gone. Rates in records per second, all sources together.
   *
   * @param emitted throughput while it stood
   * @param arrived demand while it stood
   * @param goneAt when it was given up
   * @param proof the comparison; empty until it went away
   */
  public record Episode(
      String operator,
      String name,
      Cause cause,
      Optional<Double> emitted,
      Optional<Double> arrived,
      Optional<Instant> goneAt,
      Optional<AfterChange> proof) {

    private Episode renamed(Map<String, String> ids) {
      return new Episode(ids.getOrDefault(operator, operator), name, cause, emitted, arrived, goneAt, proof);
    }
  }
}
