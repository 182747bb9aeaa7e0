package io.manometer.analyzer.cycle;

import io.manometer.rules.model.Topology;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The report of a job about which nothing can be said, so that an old answer is not taken for the present one. */
final class Undecided {

  private Undecided() {}

  static Report because(String jobId, JobAnalysis job, Instant at, String reason) {
    return new Report(
        new Report.JobRef(jobId, job.name()),
        at,
        Duration.ZERO,
        Health.INSUFFICIENT_DATA,
        "There is not enough data to say how this job fares.",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(reason),
        new Report.Coverage(0, job.history().topology().map(Topology::subtasks).orElse(0), age(job, at), List.of()),
        new Report.Throughput(null, null, null, null, null),
        null,
        null);
  }

  private static Duration age(JobAnalysis job, Instant at) {
    return job.workers().values().stream().min(Instant::compareTo).map(heard -> Duration.between(heard, at))
        .orElse(Duration.ZERO);
  }
}
