package io.manometer.analyzer.cycle;

import java.time.Instant;

/**
 * How the cycle fares. Immutable.
 *
 * @param cycles run since the start
 * @param lastMillis and {@code longestMillis}: time that a cycle took
 * @param failures in sources, analyses, listeners and the cycle itself
 * @param lastFailure where and what; null when there was none
 * @param droppedObservations not taken because there were too many jobs or workers
 */
public record CycleHealth(
    long cycles,
    double lastMillis,
    double longestMillis,
    int jobs,
    long failures,
    String lastFailure,
    Instant lastFailureAt,
    long droppedObservations) {

  static final CycleHealth BEFORE_THE_FIRST = new CycleHealth(0, 0, 0, 0, 0, null, null, 0);

  CycleHealth ranFor(long nanos, int jobsNow) {
    double millis = Math.round(nanos / 1e4) / 1e2;
    return new CycleHealth(cycles + 1, millis, Math.max(longestMillis, millis), jobsNow, failures, lastFailure,
        lastFailureAt, droppedObservations);
  }

  CycleHealth failed(String where, Throwable error, Instant at) {
    return new CycleHealth(cycles, lastMillis, longestMillis, jobs, failures + 1, where + ": " + error, at,
        droppedObservations);
  }

  CycleHealth dropped(int observations) {
    return new CycleHealth(cycles, lastMillis, longestMillis, jobs, failures, lastFailure, lastFailureAt,
        droppedObservations + observations);
  }
}
