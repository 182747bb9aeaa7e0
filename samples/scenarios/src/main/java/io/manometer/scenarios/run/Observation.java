package io.manometer.scenarios.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Watches one job from the start of its tasks on: reads its report twice a second, and the meters beside it. */
final class Observation {

  private static final long POLL_MILLIS = 500;

  private final Processes processes;
  private final Deployment<?> deployment;
  private final AnalyzerClient analyzer;
  private final String job;
  private final long startNanos;
  private final Timeline timeline = new Timeline();
  private final Meters meters = new Meters();
  private String jobId;
  private JsonNode report;

  /** @param startNanos {@link System#nanoTime} at which the job started */
  Observation(
      Processes processes, Deployment<?> deployment, AnalyzerClient analyzer, String job, long startNanos) {
    this.processes = processes;
    this.deployment = deployment;
    this.analyzer = analyzer;
    this.job = job;
    this.startNanos = startNanos;
  }

  /** Goes on until there is enough or the time is up; tells of every change. Returns whether there was enough. */
  boolean until(Predicate<Observation> enough, Duration atMost, BiConsumer<Duration, Answer> onChange) {
    Duration giveUp = elapsed().plus(atMost);
    while (elapsed().compareTo(giveUp) < 0) {
      Answer before = timeline.current();
      read();
      if (!timeline.current().equals(before)) {
        onChange.accept(elapsed(), timeline.current());
      }
      if (enough.test(this)) {
        return true;
      }
      processes.failIfOneEnded();
      Pause.millis(POLL_MILLIS);
    }
    return false;
  }

  Timeline timeline() {
    return timeline;
  }

  Meters meters() {
    return meters;
  }

  /** How long the answer that stands now has stood. */
  Duration unchanged() {
    return timeline.unchangedAt(elapsed());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** The latest report. */
  Optional<JsonNode> report() {
    return Optional.ofNullable(report);
  }

  private void read() {
    if (jobId == null) {
      jobId = deployment.jobId().or(() -> analyzer.jobId(job)).orElse(null);
    }
    if (jobId != null) {
      report = analyzer.report(jobId).orElse(report);
    }
    timeline.record(elapsed(), report == null ? Answer.NONE : Answer.of(report));
    meters.read(elapsed(), deployment.workers(), processes.analyzer(), deployment.delivered());
  }
}
