package io.manometer.analyzer.source.prometheus;

import io.manometer.analyzer.source.SampleSource;
import io.manometer.analyzer.source.ToldJobs;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Topology;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Follows all jobs that agents, or Flink's own reporters, tell one Prometheus of. It reads raw samples with the times at
 * which they were scraped, so the pace is that of the scrapes, whatever it is.
 *
 * <p>Threads: any. Errors: a server that does not answer is told by {@link #trouble} and asked again at the next poll.
 */
public final class PrometheusSource implements SampleSource, AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Scrapes are a minute apart at most; two of them are in this. */
  private static final Duration RANGE = Duration.ofMinutes(2);
  private static final int MOST_WAITING = 5_000;

  private final PrometheusApi prometheus;
  private final String name;
  private final String selector;
  private final Translation translation;
  private final Map<String, Long> lastScrape = new HashMap<>();
  private final ToldJobs told = new ToldJobs();
  private final BlockingQueue<Observation> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "prometheus");
    thread.setDaemon(true);
    return thread;
  });
  private volatile Optional<String> trouble = Optional.empty();

  private PrometheusSource(
      PrometheusApi prometheus,
      String name,
      String metrics,
      String matchers,
      Translation translation) {
    this.prometheus = prometheus;
    this.name = name;
    this.selector = "{__name__=~\"" + metrics + "\"" + (matchers.isEmpty() ? "" : "," + matchers) + "}["
        + RANGE.toMinutes() + "m]";
    this.translation = translation;
  }

  /**
   * What agents serve.
   *
   * @param authorization value of the Authorization header, where the server asks for one
   * @param matchers further label matchers, such as {@code namespace="prod"}; empty for none
   */
  public static PrometheusSource ofAgents(URI address, Optional<String> authorization, String matchers) {
    return new PrometheusSource(
        new PrometheusApi(address, authorization), "prometheus", AgentScrape.SELECTOR, matchers,
        all -> AgentScrape::observations);
  }

  /**
   * What Flink's own reporters serve.
   *
   * @param graphs of Flink jobs by id, where they are known; the reporter tells no edges
   */
  public static PrometheusSource ofReporters(
      URI address, Optional<String> authorization, String matchers, Function<String, Optional<Topology>> graphs) {
    return new PrometheusSource(
        new PrometheusApi(address, authorization), "prometheus-reporters", ReporterScrape.SELECTOR, matchers,
        all -> {
          Map<String, Integer> parallelism = ReporterScrape.parallelism(all);
          return scrape -> ReporterScrape.observations(scrape, parallelism, graphs);
        });
  }

  /** Begins to poll. */
  public void start() {
    schedule.scheduleWithFixedDelay(this::pollSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public List<Observation> fetch(Instant now) {
    List<Observation> fetched = new ArrayList<>();
    waiting.drainTo(fetched);
    return fetched;
  }

  @Override
  public Optional<String> remark(Report report) {
    return told.include(report.job().id()) && !report.coverage().stale().isEmpty()
        ? trouble.map(why -> "Prometheus tells nothing: " + why + ".") : Optional.empty();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    prometheus.close();
  }

  /** One poll; whatever goes wrong is told by {@link #trouble}. */
  void pollSafely() {
    try {
      Polled polled = poll();
      polled.news().forEach(waiting::offer);
      told.add(polled.news());
      trouble = polled.stumble().map(prometheus.server()::notUnderstood);
    } catch (IOException e) {
      trouble = Optional.of(e.getMessage());
    } catch (RuntimeException e) {
      trouble = Optional.of(prometheus.server().notUnderstood(e));
    } catch (Error e) {
      trouble = Optional.of(prometheus.server().notTakenIn(e));
    }
  }

  /** The observations of scrapes that were not there before. */
  Polled poll() throws IOException {
    List<Scrape> all = Scrape.of(prometheus.samples(selector));
    List<Scrape> fresh = all.stream()
        .filter(scrape -> scrape.millis() > lastScrape.getOrDefault(scrape.instance(), Long.MIN_VALUE))
        .toList();
    Function<Scrape, List<Observation>> translated = translation.among(all);
    List<Observation> news = new ArrayList<>();
    Optional<RuntimeException> stumble = Optional.empty();
    for (Scrape scrape : fresh) {
      lastScrape.merge(scrape.instance(), scrape.millis(), Math::max);
      try {
        news.addAll(translated.apply(scrape));
      } catch (RuntimeException e) {
        stumble = Optional.of(e);
      }
    }
    forgetTargetsThatAreGone(all);
    return new Polled(List.copyOf(news), stumble);
  }

  /** What was scraped before the range of the latest query is in none that follows. */
  private void forgetTargetsThatAreGone(List<Scrape> all) {
    all.stream().mapToLong(Scrape::millis).max().ifPresent(
        latest -> lastScrape.values().removeIf(millis -> millis < latest - RANGE.toMillis()));
  }

  /**
   * What a poll gave.
   *
   * @param stumble over a scrape that could not be understood; the others are there all the same
   */
  record Polled(List<Observation> news, Optional<RuntimeException> stumble) {}

  /** From what one target said to observations, among all that was said lately. */
  @FunctionalInterface
  private interface Translation {
    Function<Scrape, List<Observation>> among(List<Scrape> all);
  }
}
