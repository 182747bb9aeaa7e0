package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.ToldJobs;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Report;
import java.util.Optional;
import java.util.Set;

/**
 * What the JobManager's state adds to reports on the jobs that it told of: why there is nothing new of one, or not all,
 * or why no closer look is had. Threads: any, but for {@link #polled}, which is called by the one that polls.
 */
final class Remarks {

  private static final String NO_FLAME_GRAPHS = "The cluster's flame graphs are off, so what the busy thread does is not"
      + " known: rest.flamegraph.enabled: true in Flink's configuration turns them on.";

  private static final String NOT_ALL_READ = "The last poll did not come to all of this job: what runs on the cluster"
      + " takes more than a poll's " + ClusterPoll.MOST_REQUESTS + " requests or " + ClusterPoll.LONGEST.toSeconds()
      + " s. The next one goes on from there.";

  private final String address;
  private final Optional<OpenQuestions> questions;
  private final ToldJobs told = new ToldJobs();
  private volatile Set<String> unread = Set.of();

  /** @param questions what Flink's flame graphs are asked; empty where they may not be */
  Remarks(String address, Optional<OpenQuestions> questions) {
    this.address = address;
    this.questions = questions;
  }

  /** A poll told of some jobs. */
  void polled(ClusterPoll.Result result) {
    told.add(result.observations());
    unread = result.unread();
  }

  void heard(Report report) {
    questions.filter(open -> told.include(report.job().id())).ifPresent(open -> open.heard(report));
  }

  /** Whether a closer look at what a report leaves open is under way. */
  boolean looksCloserAt(Report report) {
    return report.diagnoses().stream().anyMatch(diagnosis -> diagnosis.cause() == Cause.UNKNOWN)
        && questions.filter(open -> open.in(report.job().id()).isPresent() && !open.areUnanswered()).isPresent();
  }

  Optional<String> on(Report report, ClusterState last) {
    String job = report.job().id();
    if (!told.include(job)) {
      return Optional.empty();
    }
    Optional<String> why = report.coverage().stale().isEmpty()
        ? questions.filter(open -> open.in(job).isPresent() && open.areUnanswered()).map(open -> NO_FLAME_GRAPHS)
        : last.trouble().map(trouble -> "The JobManager tells nothing: " + trouble + ".").or(() -> fate(job, last));
    return why.or(() -> Optional.of(NOT_ALL_READ).filter(text -> unread.contains(job)));
  }

  private Optional<String> fate(String job, ClusterState last) {
    Optional<ClusterState.Job> known = last.jobs().stream().filter(j -> j.id().equals(job)).findFirst();
    if (known.isEmpty()) {
      return Optional.of("The JobManager at " + address + " no longer knows this job.");
    }
    return known.filter(j -> !j.running()).map(j -> "Flink says that this job is " + j.state() + ".");
  }
}
