package io.manometer.rules.window;

import io.manometer.rules.model.Observation;
import io.manometer.rules.model.WorkerReading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a worker JVM did between its first and last reading of a window. */
final class WorkerMeasure {

  private WorkerMeasure() {}

  static WorkerLoad of(WorkerTrack track, boolean stale, Instant from, Instant to) {
    Instant anchor = track.anchor();
    List<Observation> within =
        track.readings().stream()
            .filter(o -> !anchor.plusNanos(o.uptimeNanos()).isBefore(from.minusSeconds(1)))
            .filter(o -> !anchor.plusNanos(o.uptimeNanos()).isAfter(to.plusSeconds(1)))
            .toList();
    WorkerReading last = track.last().worker();
    Optional<Double> heapUsed = ratio(last.heapUsedBytes(), last.heapMaxBytes());
    Optional<Double> liveSet = ratio(last.heapUsedAfterGcBytes(), last.heapMaxBytes());
    if (within.size() < 2) {
      return new WorkerLoad(
          last, stale, Optional.empty(), Optional.empty(), heapUsed, liveSet, Optional.empty(), Optional.empty(),
          Optional.empty());
    }
    Observation begin = within.get(0);
    Observation end = within.get(within.size() - 1);
    double seconds = (end.uptimeNanos() - begin.uptimeNanos()) / 1e9;
    WorkerReading a = begin.worker();
    WorkerReading b = end.worker();
    return new WorkerLoad(
        last,
        stale,
        Change.share(seconds * 1e3, a.gcPauseMillis(), b.gcPauseMillis()),
        Change.per(seconds, a.gcPauses(), b.gcPauses()),
        heapUsed,
        liveSet,
        Change.per(seconds, a.allocatedBytes(), b.allocatedBytes()),
        Change.per(seconds * 1e9, a.processCpuNanos(), b.processCpuNanos()),
        Change.share(seconds * 1e9, a.throttledNanos(), b.throttledNanos()));
  }

  private static Optional<Double> ratio(Optional<Long> part, Optional<Long> whole) {
    return whole.filter(w -> w > 0).flatMap(w -> part.map(p -> Math.min(1, (double) p / w)));
  }
}
