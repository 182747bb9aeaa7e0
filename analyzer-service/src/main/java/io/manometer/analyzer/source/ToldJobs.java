package io.manometer.analyzer.source;

import io.manometer.rules.model.Observation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The jobs that a source has told of: the latest, and not without end. Threads: one adds, any may ask. */
public final class ToldJobs {

  private static final int MOST_REMEMBERED = 1_000;

  private volatile Set<String> jobs = Set.of();

  /** These were told. */
  public void add(List<Observation> observations) {
    Set<String> latest = new LinkedHashSet<>();
    observations.forEach(observation -> latest.add(observation.job().id()));
    jobs.stream().limit(MOST_REMEMBERED).forEach(latest::add);
    jobs = Collections.unmodifiableSet(latest);
  }

  /** Whether a job is one of them. */
  public boolean include(String job) {
    return jobs.contains(job);
  }
}
