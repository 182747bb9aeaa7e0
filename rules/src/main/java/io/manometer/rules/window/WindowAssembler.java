package io.manometer.rules.window;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes one window: places the readings of all workers on one time line and takes what changed between them. Where the
 * readings come further apart than the limits expect, their pace decides: a window spans at least three of them, and a
 * worker is silent after two and a half.
 */
final class WindowAssembler {

  private static final Duration BUCKET = Duration.ofSeconds(1);
  private static final Duration WORKERS_MAY_DIFFER = Duration.ofSeconds(2);
  private static final double PACES_IN_A_WINDOW = 3;
  private static final double PACES_UNTIL_SILENT = 2.5;
  private static final double PACES_APART = 1.5;

  private final Topology job;
  private final List<WorkerTrack> tracks;
  private final Limits limits;
  private final Instant now;
  private final Instant from;
  private final Instant to;

  WindowAssembler(Topology job, List<WorkerTrack> tracks, Instant now, Limits limits) {
    this.job = job;
    this.tracks = tracks.stream().map(track -> track.until(now)).flatMap(Optional::stream).toList();
    this.limits = limits;
    this.now = now;
    this.to = end();
    Duration pace = this.tracks.stream().map(WorkerTrack::pace).max(Duration::compareTo).orElse(Duration.ZERO);
    this.from = to.minus(longer(WindowLimits.seconds(limits.of(WindowLimits.SPAN)), pace, PACES_IN_A_WINDOW));
  }

  private static Duration longer(Duration limit, Duration pace, double paces) {
    Duration byPace = Duration.ofNanos((long) (pace.toNanos() * paces));
    return byPace.compareTo(limit) > 0 ? byPace : limit;
  }

  Window assemble() {
    Map<SubtaskId, SubtaskTrack> subtaskTracks = subtaskTracks();
    Duration least = WindowLimits.seconds(limits.of(WindowLimits.LEAST));
    Map<SubtaskId, SubtaskLoad> loads = new TreeMap<>();
    int starting = 0;
    for (Map.Entry<SubtaskId, SubtaskTrack> entry : subtaskTracks.entrySet()) {
      SubtaskTrack track = entry.getValue();
      if (track.span().compareTo(least) >= 0) {
        loads.put(entry.getKey(), SubtaskMeasure.of(track));
      } else if (track.starting()) {
        starting++;
      }
    }
    List<WorkerLoad> workers = tracks.stream().map(track -> WorkerMeasure.of(track, stale(track), from, to)).toList();
    subtaskTracks.keySet().retainAll(loads.keySet());
    return new Window(
        job, from, to, loads, attempts(), workers, buckets(subtaskTracks.values()), coverage(loads.keySet(), starting));
  }

  /** The last instant that all workers that speak have told about; one that lags far behind is not waited for. */
  private Instant end() {
    Instant latest =
        tracks.stream().filter(t -> !stale(t)).map(WorkerTrack::lastTaken).max(Instant::compareTo).orElse(now);
    Instant common =
        tracks.stream()
            .filter(t -> !stale(t))
            .filter(t -> !t.lastTaken().isBefore(latest.minus(longer(WORKERS_MAY_DIFFER, t.pace(), PACES_APART))))
            .map(WorkerTrack::lastTaken)
            .min(Instant::compareTo)
            .orElse(now);
    return common.isAfter(now) ? now : common;
  }

  private boolean stale(WorkerTrack track) {
    Duration limit = WindowLimits.seconds(limits.of(WindowLimits.STALE_AFTER));
    return track.silentAt(now, longer(limit, track.pace(), PACES_UNTIL_SILENT));
  }

  /** Each subtask where it runs now: the freshest worker that has it in its last reading. */
  private Map<SubtaskId, SubtaskTrack> subtaskTracks() {
    Duration warmUp = WindowLimits.seconds(limits.of(WindowLimits.WARM_UP));
    Map<SubtaskId, SubtaskTrack> found = new TreeMap<>();
    for (WorkerTrack track : tracks) {
      if (stale(track)) {
        continue;
      }
      for (SubtaskReading reading : track.last().subtasks()) {
        if (belongs(reading.id())) {
          found.computeIfAbsent(reading.id(), id -> SubtaskTrack.of(track, id, from, warmUp));
        }
      }
    }
    return found;
  }

  private Map<SubtaskId, Attempt> attempts() {
    Map<SubtaskId, Attempt> found = new HashMap<>();
    for (WorkerTrack track : tracks) {
      if (stale(track)) {
        continue;
      }
      for (SubtaskReading reading : track.last().subtasks()) {
        if (belongs(reading.id())) {
          found.putIfAbsent(reading.id(), Attempt.of(reading, track.last().worker(), track.lastTaken()));
        }
      }
    }
    return found;
  }

  private boolean belongs(SubtaskId id) {
    return job.operator(id.operator()).filter(o -> id.index() < o.parallelism()).isPresent();
  }

  private List<Bucket> buckets(Iterable<SubtaskTrack> subtaskTracks) {
    List<Bucket> buckets = new ArrayList<>();
    for (Instant at = to.minus(BUCKET); !at.isBefore(from); at = at.minus(BUCKET)) {
      Map<SubtaskId, Bucket.Slice> slices = new HashMap<>();
      for (SubtaskTrack track : subtaskTracks) {
        Optional<Bucket.Slice> slice = SliceMeasure.of(track, at, at.plus(BUCKET));
        slice.ifPresent(s -> slices.put(track.id(), s));
      }
      if (!slices.isEmpty()) {
        buckets.add(0, new Bucket(at, slices));
      }
    }
    return buckets;
  }

  private Window.Coverage coverage(Set<SubtaskId> seen, int starting) {
    Set<SubtaskId> elsewhere = new HashSet<>();
    tracks.stream()
        .filter(t -> !stale(t))
        .forEach(t -> t.last().subtasks().forEach(s -> elsewhere.add(s.id())));
    List<String> stale =
        tracks.stream()
            .filter(this::stale)
            .filter(t -> t.last().subtasks().stream().map(SubtaskReading::id).anyMatch(id -> !elsewhere.contains(id)))
            .map(t -> t.last().worker().id())
            .sorted()
            .toList();
    Duration age =
        tracks.stream()
            .filter(t -> !stale(t))
            .map(t -> Duration.between(t.lastTaken(), now))
            .max(Duration::compareTo)
            .or(() -> tracks.stream().map(t -> Duration.between(t.lastTaken(), now)).min(Duration::compareTo))
            .orElse(Duration.ZERO);
    int known = job.operators().stream().mapToInt(Operator::parallelism).sum();
    return new Window.Coverage(known, seen.size(), starting, age.isNegative() ? Duration.ZERO : age, stale);
  }
}
