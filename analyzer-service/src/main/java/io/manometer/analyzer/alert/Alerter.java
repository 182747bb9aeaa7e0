package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.IncidentEvent.Kind;
import io.manometer.analyzer.alert.IncidentTracker.Step;
import io.manometer.analyzer.cycle.ReportListener;
import io.manometer.analyzer.history.KeptReports;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs alerting: takes reports, keeps the one that an alert points to, writes the ledger, and has each courier look at
 * it four times a second.
 *
 * <p>Threads: one for the tracker and one per channel, all daemons. Of reports that come faster than they are worked
 * off the latest of each job counts.
 */
final class Alerter implements ReportListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Alerter.class);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final long ROUND_MILLIS = 250;

  private final IncidentTracker tracker;
  private final LedgerStore store;
  private final KeptReports kept;
  private final List<String> receivers;
  private final Duration patience;
  private final Clock clock;
  private final Map<String, Report> waiting = new ConcurrentHashMap<>();
  private final ScheduledExecutorService tracking;
  private final List<ScheduledExecutorService> couriers = new ArrayList<>();

  Alerter(
      AlertSettings settings, Limits limits, LedgerStore store, KeptReports kept, List<Courier> couriers, Clock clock) {
    this.tracker = new IncidentTracker(settings, limits);
    this.store = store;
    this.kept = kept;
    this.receivers = couriers.stream().map(c -> c.channel().id()).toList();
    this.patience = settings.timeout();
    this.clock = clock;
    this.tracking = thread("manometer-alerts");
    store.update(l -> l.toldTo(receivers, clock.instant()));
    tracking.scheduleWithFixedDelay(guarded(this::silences), 1, 1, TimeUnit.SECONDS);
    couriers.forEach(this::start);
  }

  private void start(Courier courier) {
    ScheduledExecutorService thread = thread("manometer-alerts " + courier.channel().shown());
    thread.scheduleWithFixedDelay(
        guarded(() -> courier.round(clock.instant())), 0, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    couriers.add(thread);
  }

  @Override
  public void published(Report report, Instant at) {
    boolean queued = waiting.put(report.job().id(), report) != null;
    if (!queued && !tracking.isShutdown()) {
      tracking.execute(guarded(() -> track(waiting.remove(report.job().id()))));
    }
  }

  private void track(Report report) {
    Step step = tracker.step(store.ledger().watches(report.job().id()), report, report.at());
    apply(step, report);
  }

  private void silences() {
    if (store.fault().isPresent()) {
      store.flush();
    }
    Instant now = clock.instant();
    for (var watches : store.ledger().jobs().values()) {
      if (Duration.between(watches.lastReport(), now).compareTo(SILENCE) > 0) {
        apply(tracker.silence(watches, now), null);
      }
    }
  }

  private void apply(Step step, Report report) {
    if (step.events().isEmpty()) {
      store.note(ledger -> ledger.with(step.watches()));
      return;
    }
    boolean opened = step.events().stream().anyMatch(e -> e.kind() == Kind.OPENED);
    String reportId = opened ? kept.keep(report, store.ledger().firingReports()) : null;
    store.update(ledger -> {
      Ledger changed = ledger.with(step.watches());
      for (IncidentEvent event : step.events()) {
        changed = applied(changed, event, reportId);
      }
      return changed;
    });
  }

  private Ledger applied(Ledger ledger, IncidentEvent event, String reportId) {
    Incident incident = event.incident();
    return switch (event.kind()) {
      case OPENED -> ledger.with(Episode.opened(incident, reportId, receivers));
      case CHANGED -> ledger.changing(incident.id(), e -> e.changed(incident));
      case ENDED -> ledger.changing(incident.id(), e -> e.ended(incident));
    };
  }

  /** Ends after the messages under way: one that is cut off would have to be sent again. */
  @Override
  public void close() {
    tracking.shutdown();
    couriers.forEach(ScheduledExecutorService::shutdown);
    try {
      tracking.awaitTermination(5, TimeUnit.SECONDS);
      for (ScheduledExecutorService courier : couriers) {
        courier.awaitTermination(patience.toMillis() + 1000, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.flush();
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("Alerting met an error and goes on", e);
      }
    };
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    });
  }
}
