package io.manometer.rules.window;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the workers of one job said of late: as much as a window may need, and for silent workers the last word. Immutable:
 * {@link #with} returns the history with one more observation. Takes observations in any order; one that is known already
 * changes nothing.
 */
public final class JobHistory {

  /** A worker silent for longer than this, and than any window, is forgotten. */
  private static final Duration SILENT = Duration.ofSeconds(120);

  /** Readings come late, and the clocks of the workers are told from several of them. */
  private static final Duration BEYOND_THE_WINDOW = Duration.ofSeconds(20);

  private static final int PACES_KEPT = 8;

  private final Limits limits;
  private final Map<String, WorkerTrack> tracks;

  private JobHistory(Limits limits, Map<String, WorkerTrack> tracks) {
    this.limits = limits;
    this.tracks = Map.copyOf(tracks);
  }

  /** The history of a job whose windows keep to {@code limits}. */
  public static JobHistory within(Limits limits) {
    return new JobHistory(limits, Map.of());
  }

  /** This history and one observation more. */
  public JobHistory with(Observation observation) {
    Duration kept = WindowLimits.seconds(limits.of(WindowLimits.SPAN) + limits.of(WindowLimits.STALE_AFTER))
        .plus(BEYOND_THE_WINDOW);
    Duration silent = longer(kept, SILENT);
    Map<String, WorkerTrack> next = new TreeMap<>(tracks);
    next.merge(
        observation.worker().id(),
        WorkerTrack.of(observation),
        (known, fresh) -> known.openToAnyLifeAfter(silent, observation.at()).with(observation));
    Instant newest = next.values().stream().map(WorkerTrack::lastReceived).max(Comparator.naturalOrder()).orElseThrow();
    next.replaceAll((id, track) -> track.since(newest.minus(longer(kept, track.pace().multipliedBy(PACES_KEPT)))));
    Instant heardSince = newest.minus(silent);
    next.values().removeIf(track -> track.lastReceived().isBefore(heardSince));
    return new JobHistory(limits, next);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** The graph as all workers together see it, the freshest first; empty before the first observation. */
  public Optional<Topology> topology() {
    return byFreshness().stream().map(track -> track.last().job()).reduce(Topology::unitedWith);
  }

  /** The window that ends at {@code now} or with the last readings before it; empty before the first observation. */
  public Optional<Window> window(Instant now) {
    return topology().map(job -> new WindowAssembler(job, byFreshness(), now, limits).assemble());
  }

  private List<WorkerTrack> byFreshness() {
    return tracks.values().stream()
        .sorted(
            Comparator.comparing(WorkerTrack::lastReceived)
                .reversed()
                .thenComparing(track -> track.last().worker().id()))
        .toList();
  }
}
