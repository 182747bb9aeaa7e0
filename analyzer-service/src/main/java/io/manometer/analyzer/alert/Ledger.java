package io.manometer.analyzer.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Everything about alerts that must survive a crash, as one value, so that it is saved as one: what the tracker
 * remembers, the episodes, and the outbox.
 *
 * @param jobs the tracker's state by job
 * @param episodes oldest first
 */
record Ledger(int schema, Map<String, JobWatches> jobs, List<Episode> episodes) {

  static final int SCHEMA = 1;

  /** Settled episodes that are remembered, as many as reports are kept. */
  private static final int REMEMBERED = 200;

  /** Episodes that are over and still wait for a receiver; beyond it the oldest is dropped. */
  private static final int WAITING = 2000;

  Ledger {
    if (schema != SCHEMA) {
      throw new IllegalArgumentException("schema is " + schema + ", this build reads " + SCHEMA);
    }
    jobs = Map.copyOf(jobs);
    episodes = List.copyOf(episodes);
  }

  static Ledger empty() {
    return new Ledger(SCHEMA, Map.of(), List.of());
  }

  JobWatches watches(String jobId) {
    return jobs.getOrDefault(jobId, JobWatches.none(jobId));
  }

  Optional<Episode> episode(String incidentId) {
    return episodes.stream().filter(e -> e.incident().id().equals(incidentId)).findFirst();
  }

  /** Ids of the reports that firing alerts point to. */
  Set<String> firingReports() {
    return episodes.stream().filter(e -> e.incident().firing() && e.reportId() != null).map(Episode::reportId)
        .collect(Collectors.toUnmodifiableSet());
  }

  Ledger with(JobWatches watches) {
    Map<String, JobWatches> all = new TreeMap<>(jobs);
    all.put(watches.jobId(), watches);
    all.values().removeIf(w -> w.watches().isEmpty());
    return new Ledger(schema, all, episodes);
  }

  Ledger with(Episode opened) {
    List<Episode> all = new ArrayList<>(episodes);
    all.add(opened);
    return new Ledger(schema, jobs, all).pruned();
  }

  Ledger changing(String incidentId, UnaryOperator<Episode> change) {
    return new Ledger(schema, jobs,
        episodes.stream().map(e -> e.incident().id().equals(incidentId) ? change.apply(e) : e).toList()).pruned();
  }

  /** Fits the outbox to the receivers of this start: a new one hears of what fires, one that is gone is given up. */
  Ledger toldTo(Collection<String> receivers, Instant now) {
    return new Ledger(schema, jobs, episodes.stream()
        .map(e -> e.incident().firing() ? e.toldTo(receivers, now) : e)
        .map(e -> withoutGone(e, receivers))
        .toList());
  }

  private static Episode withoutGone(Episode episode, Collection<String> receivers) {
    return new Episode(episode.incident(), episode.reportId(), episode.deliveries().stream()
        .map(d -> d.pending() && !receivers.contains(d.receiver()) ? d.withoutReceiver() : d)
        .toList());
  }

  private Ledger pruned() {
    long settled = episodes.stream().filter(Episode::settled).count();
    long waiting = episodes.stream().filter(e -> !e.settled() && !e.incident().firing()).count();
    if (settled <= REMEMBERED && waiting <= WAITING) {
      return this;
    }
    List<Episode> kept = new ArrayList<>(episodes);
    kept.removeIf(new OldestFirst(settled - REMEMBERED, waiting - WAITING)::drops);
    return new Ledger(schema, jobs, kept);
  }

  /** How many are still to be dropped of each kind. */
  private static final class OldestFirst {
    private long settled;
    private long waiting;

    OldestFirst(long settled, long waiting) {
      this.settled = settled;
      this.waiting = waiting;
    }

    boolean drops(Episode episode) {
      if (episode.incident().firing()) {
        return false;
      }
      return episode.settled() ? settled-- > 0 : waiting-- > 0;
    }
  }
}
