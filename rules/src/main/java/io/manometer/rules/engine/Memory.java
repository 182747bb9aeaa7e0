package io.manometer.rules.engine;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Report.AfterChange;
import java.time.Instant;
import java.util.List;
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
      Optional<AfterChange> proof) {}
}
