package io.manometer.analyzer.source;

import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is heard where several sources tell of the same job: the first of them, for two views of one worker do not add up.
 * The next one is heard once the first has been silent for {@link #SILENCE}. Neither do views add up that follow each
 * other, so each time that another source takes over, its workers begin a new incarnation.
 *
 * <p>Threads: the one of the analysis cycle.
 */
public final class Precedence {

  /** Longer than from one scrape of a Prometheus to the next, which are a minute apart at most. */
  static final Duration SILENCE = Duration.ofSeconds(90);

  private static final int MOST_JOBS = 10_000;

  /** The jobs heard of last. */
  private final Map<String, Heard> heard = new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Heard> eldest) {
      return size() > MOST_JOBS;
    }
  };

  /** Who was heard of a job, when last, and since when without another in between. */
  private record Heard(int rank, Instant at, Instant since) {}

  private Precedence() {}

  /** The same sources, of which each tells only what no better one does; the best one comes first. */
  public static List<SampleSource> inOrder(List<SampleSource> sources) {
    Precedence precedence = new Precedence();
    List<SampleSource> ranked = new ArrayList<>();
    for (SampleSource source : sources) {
      ranked.add(precedence.new Ranked(ranked.size(), source));
    }
    return List.copyOf(ranked);
  }

  /** Since when a source is the one that is heard of a job; empty while a better one is. */
  private Optional<Instant> heardSince(String job, int rank, Instant now) {
    Heard last = heard.get(job);
    if (last != null && last.rank() < rank && !last.at().plus(SILENCE).isBefore(now)) {
      return Optional.empty();
    }
    Instant since = last != null && last.rank() == rank ? last.since() : now;
    heard.put(job, new Heard(rank, now, since));
    return Optional.of(since);
  }

  private static Observation since(Instant takeOver, Observation told) {
    String incarnation = told.worker().incarnation() + "@" + takeOver.toEpochMilli();
    return new Observation(
        told.job(), told.worker().inIncarnation(incarnation), told.at(), told.uptimeNanos(), told.subtasks());
  }

  private final class Ranked implements SampleSource {

    private final int rank;
    private final SampleSource source;

    Ranked(int rank, SampleSource source) {
      this.rank = rank;
      this.source = source;
    }

    @Override
    public List<Observation> fetch(Instant now) {
      return source.fetch(now).stream()
          .flatMap(told -> heardSince(told.job().id(), rank, now).map(takeOver -> since(takeOver, told)).stream())
          .toList();
    }

    @Override
    public void heard(Report report) {
      source.heard(report);
    }

    @Override
    public Optional<String> remark(Report report) {
      return source.remark(report);
    }

    @Override
    public Optional<String> trouble() {
      return source.trouble();
    }

    @Override
    public String name() {
      return source.name();
    }
  }
}
