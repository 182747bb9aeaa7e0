package io.manometer.analyzer.source;

import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is heard where several sources tell of the same job: the first of them, for two views of one worker do not add up.
 * The next one is heard once the first has been silent for {@link #SILENCE}.
 *
 * <p>Threads: the one of the analysis cycle.
 */
public final class Precedence {

  static final Duration SILENCE = Duration.ofSeconds(60);

  private final Map<String, Heard> heard = new HashMap<>();

  private record Heard(int rank, Instant at) {}

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

  private boolean hears(String job, int rank, Instant now) {
    Heard last = heard.get(job);
    boolean better = last != null && last.rank() < rank && !last.at().plus(SILENCE).isBefore(now);
    if (!better) {
      heard.put(job, new Heard(rank, now));
    }
    return !better;
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
      heard.values().removeIf(last -> last.at().plus(SILENCE).isBefore(now));
      return source.fetch(now).stream().filter(observation -> hears(observation.job().id(), rank, now)).toList();
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
