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
 * What the workers of one job said over the last {@link #KEPT}. Immutable: {@link #with} returns the history with one
 * more observation. Takes observations in any order; one that is known already changes nothing.
 */
public final class JobHistory {

  /** Readings older than this, seen from the newest, are forgotten. */
  public static final Duration KEPT = Duration.ofSeconds(120);

  private static final JobHistory EMPTY = new JobHistory(Map.of());

  private final Map<String, WorkerTrack> tracks;

  private JobHistory(Map<String, WorkerTrack> tracks) {
    this.tracks = Map.copyOf(tracks);
  }

  public static JobHistory empty() {
    return EMPTY;
  }

  /** This history and one observation more. */
  public JobHistory with(Observation observation) {
    Map<String, WorkerTrack> next = new TreeMap<>(tracks);
    next.merge(
        observation.worker().id(), WorkerTrack.of(observation), (known, fresh) -> known.with(observation));
    Instant newest = next.values().stream().map(WorkerTrack::lastReceived).max(Comparator.naturalOrder()).orElseThrow();
    Instant oldest = newest.minus(KEPT);
    next.replaceAll((id, track) -> track.since(oldest));
    next.values().removeIf(track -> track.lastReceived().isBefore(oldest));
    return new JobHistory(next);
  }

  /** The graph as all workers together see it, the freshest first; empty before the first observation. */
  public Optional<Topology> topology() {
    return byFreshness().stream().map(track -> track.last().job()).reduce(Topology::unitedWith);
  }

  /** The window that ends at {@code now} or with the last readings before it; empty before the first observation. */
  public Optional<Window> window(Instant now, Limits limits) {
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
