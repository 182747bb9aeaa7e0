package io.manometer.analyzer.diagnose;

import io.manometer.analyzer.history.ReportJson;
import io.manometer.analyzer.source.flink.ClusterState;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is known of the jobs that were asked about.
 *
 * @param jobs those that have not ended, as far as is known
 * @param reports of those among them that run
 */
record Findings(List<ClusterState.Job> jobs, List<Report> reports) {

  private static final int NO_BOTTLENECK = 0;
  private static final int BOTTLENECK = 1;
  static final int NOT_ENOUGH_DATA = 2;
  private static final String FORGOTTEN = "no longer known to the JobManager";

  Findings {
    jobs = List.copyOf(jobs);
    reports = List.copyOf(reports);
  }

  /** Without reports of jobs that run no more: what was found while they ran says nothing of now. */
  static Findings of(List<ClusterState.Job> cluster, Predicate<ClusterState.Job> wanted, List<Report> all) {
    List<ClusterState.Job> jobs =
        new ArrayList<>(cluster.stream().filter(wanted).filter(job -> !job.ended()).toList());
    Set<String> known = cluster.stream().map(ClusterState.Job::id).collect(Collectors.toSet());
    all.stream().map(Report::job).filter(job -> !known.contains(job.id()))
        .forEach(job -> jobs.add(new ClusterState.Job(job.id(), job.name(), FORGOTTEN)));
    Set<String> running =
        jobs.stream().filter(ClusterState.Job::running).map(ClusterState.Job::id).collect(Collectors.toSet());
    return new Findings(jobs, all.stream().filter(report -> running.contains(report.job().id())).toList());
  }

  /** Whether there is a report of every job, and each knows whether there is a bottleneck. */
  boolean decided() {
    return !reports.isEmpty() && reports.size() >= jobs.size()
        && reports.stream().noneMatch(report -> report.health() == Health.INSUFFICIENT_DATA);
  }

  /**
   * Whether another look would hardly change the answer. Near a limit it may: a lag that shrinks between two fetches looks
   * like one that is worked off.
   */
  boolean settled() {
    return decided() && reports.stream().noneMatch(report -> report.health() == Health.DEGRADED);
  }

  int exitCode() {
    if (reports.stream().anyMatch(report -> report.health() == Health.BOTTLENECK)) {
      return BOTTLENECK;
    }
    return decided() ? NO_BOTTLENECK : NOT_ENOUGH_DATA;
  }

  void printText(PrintStream out) {
    reports.forEach(report -> out.println(ReportText.of(report, ZoneId.systemDefault())));
    withoutReport().forEach(out::println);
  }

  /** One array of reports; what is no report is for people, on {@code err}. */
  void printJson(PrintStream out, PrintStream err) {
    out.println(ReportJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(reports));
    withoutReport().forEach(line -> err.println("manometer: " + line));
  }

  private List<String> withoutReport() {
    Set<String> told = reports.stream().map(report -> report.job().id()).collect(Collectors.toSet());
    return jobs.stream()
        .filter(job -> !told.contains(job.id()))
        .map(job -> ReportText.plain(job.name() + "  " + job.id() + "  is " + job.state()
            + (job.running() ? ", and no metrics came from it" : "")))
        .toList();
  }
}
