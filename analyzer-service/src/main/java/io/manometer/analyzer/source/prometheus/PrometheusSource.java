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
 * Follows all jobs that report to one Prometheus. It reads raw samples with the times at which they were scraped, so the
 * pace is that of the scrapes, whatever it is.
 *
 * <p>Threads: any. Errors: a server that does not answer is told by {@link #trouble} and asked again at the next poll.
 */
public final class PrometheusSource implements SampleSource, AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Scrapes are a minute apart at most; two of them are in this. */
  private static final String RANGE = "[2m]";
  private static final int MOST_WAITING = 5_000;

  private final PrometheusApi prometheus;
  private final String matchers;
  private final Function<String, Optional<Topology>> graphs;
  private final Map<String, Long> lastScrape = new HashMap<>();
  private final ToldJobs told = new ToldJobs();
  private final BlockingQueue<Observation> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "prometheus");
    thread.setDaemon(true);
    return thread;
  });
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * @param authorization value of the Authorization header, where the server asks for one
   * @param matchers further label matchers, such as {@code namespace="prod"}; empty for none
   * @param graphs of Flink jobs by id, where they are known; what Flink's own reporter says has no edges
   */
  public PrometheusSource(
      URI address, Optional<String> authorization, String matchers, Function<String, Optional<Topology>> graphs) {
    this.prometheus = new PrometheusApi(address, authorization);
    this.matchers = matchers;
    this.graphs = graphs;
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
    return "prometheus";
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
      List<Observation> news = poll();
      news.forEach(waiting::offer);
      told.add(news);
      trouble = Optional.empty();
    } catch (IOException e) {
      trouble = Optional.of(e.getMessage());
    } catch (RuntimeException e) {
      trouble = Optional.of(prometheus.server().notUnderstood(e));
    }
  }

  /** The observations of scrapes that were not there before. A job that an agent tells of is not read from the reporter. */
  List<Observation> poll() throws IOException {
    List<Observation> news = new ArrayList<>();
    for (Scrape scrape : newScrapes(AgentScrape.SELECTOR)) {
      news.addAll(AgentScrape.observations(scrape));
    }
    List<String> byAgents = news.stream().map(observation -> observation.job().id()).distinct().toList();
    for (Scrape scrape : newScrapes(ReporterScrape.SELECTOR)) {
      ReporterScrape.observations(scrape, graphs).stream()
          .filter(observation -> !byAgents.contains(observation.job().id()))
          .forEach(news::add);
    }
    return news;
  }

  private List<Scrape> newScrapes(String metrics) throws IOException {
    String selector = "{__name__=~\"" + metrics + "\"" + (matchers.isEmpty() ? "" : "," + matchers) + "}" + RANGE;
    List<Scrape> news = new ArrayList<>();
    for (Scrape scrape : Scrape.of(prometheus.samples(selector))) {
      String target = metrics + "@" + scrape.instance();
      if (scrape.millis() > lastScrape.getOrDefault(target, Long.MIN_VALUE)) {
        news.add(scrape);
      }
    }
    news.forEach(scrape -> lastScrape.merge(metrics + "@" + scrape.instance(), scrape.millis(), Math::max));
    return news;
  }
}
