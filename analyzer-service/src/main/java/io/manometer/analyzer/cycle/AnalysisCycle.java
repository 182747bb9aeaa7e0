package io.manometer.analyzer.cycle;

import io.manometer.analyzer.history.LatestReports;
import io.manometer.analyzer.source.ObservationLog;
import io.manometer.analyzer.source.SampleSource;
import io.manometer.analyzer.source.TroubleLog;
import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Report;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a second: fetch, diagnose, publish. Whatever goes wrong in one cycle is counted and logged; the next one comes all
 * the same. Threads: one of its own runs the cycle; {@link #health} may be read by any.
 */
public final class AnalysisCycle implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AnalysisCycle.class);
  private static final long PERIOD_MILLIS = 1_000;
  private static final int MOST_LOGGED = 100;

  private final List<SampleSource> sources;
  private final ObservationLog log;
  private final Analyst analyst;
  private final LatestReports reports;
  private final Supplier<List<ReportListener>> listeners;
  private final Clock clock;
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "analysis-cycle");
    thread.setDaemon(true);
    return thread;
  });
  private final TroubleLog troubles = new TroubleLog();
  private final Set<String> logged = new HashSet<>();
  private Analyst.Known known = Analyst.Known.NOTHING;
  private volatile CycleHealth health = CycleHealth.BEFORE_THE_FIRST;

  /** The listeners are asked for at the first cycle, once everything else is put together. */
  public AnalysisCycle(
      List<SampleSource> sources,
      ObservationLog log,
      Analyst analyst,
      LatestReports reports,
      Supplier<List<ReportListener>> listeners,
      Clock clock) {
    this.sources = List.copyOf(sources);
    this.log = log;
    this.analyst = analyst;
    this.reports = reports;
    this.listeners = listeners;
    this.clock = clock;
  }

  public void start() {
    schedule.scheduleWithFixedDelay(this::runSafely, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    schedule.shutdownNow();
  }

  public CycleHealth health() {
    return health;
  }

  private void runSafely() {
    long began = System.nanoTime();
    try {
      run(clock.instant());
    } catch (Throwable e) {
      failed("cycle", e);
    }
    health = health.ranFor(System.nanoTime() - began, known.jobs());
  }

  /** One cycle. */
  void run(Instant now) {
    List<Observation> observations = sources.stream().flatMap(source -> fetched(source, now).stream()).toList();
    log.heard(now, observations);
    Analyst.Step step = analyst.step(known, observations, now);
    known = step.known();
    step.failures().forEach(failure -> failed("analysis of job " + failure.job(), failure.error()));
    health = health.dropped(step.dropped());
    List<Report> remarked = step.reports().stream().map(this::remarked).toList();
    reports.replace(remarked);
    remarked.forEach(report -> tell(report, now));
  }

  /** With what one source or another knows of why something is not known. */
  private Report remarked(Report report) {
    Report remarked = report;
    for (SampleSource source : sources) {
      try {
        source.heard(report);
        remarked = source.remark(report).map(remarked::alsoMissing).orElse(remarked);
      } catch (RuntimeException e) {
        failed("source " + source.name(), e);
      }
    }
    return remarked;
  }

  private List<Observation> fetched(SampleSource source, Instant now) {
    try {
      troubles.heard(source.name(), source.trouble());
      return source.fetch(now);
    } catch (RuntimeException e) {
      failed("source " + source.name(), e);
      return List.of();
    }
  }

  private void tell(Report report, Instant now) {
    for (ReportListener listener : listeners.get()) {
      try {
        listener.published(report, now);
      } catch (RuntimeException e) {
        failed("listener " + listener.getClass().getSimpleName(), e);
      }
    }
  }

  /** Logs the first failure of each place and kind only, so that one that comes every second does not fill the disk. */
  private void failed(String where, Throwable error) {
    health = health.failed(where, error, clock.instant());
    if (logged.size() < MOST_LOGGED && logged.add(where + error.getClass().getName())) {
      LOG.error("{} failed; further failures of this kind are only counted, see /status", where, error);
    }
  }
}
