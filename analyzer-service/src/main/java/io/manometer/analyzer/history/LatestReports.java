package io.manometer.analyzer.history;

import io.manometer.rules.report.Report;
import io.manometer.ui.ReportFeed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The newest report of each job. Threads: the cycle replaces all of them at once, anyone may read. */
public final class LatestReports implements ReportFeed {

  private static final Comparator<Report> MOST_URGENT_FIRST =
      Comparator.comparing((Report report) -> switch (report.health()) {
        case BOTTLENECK -> 0;
        case DEGRADED -> 1;
        case INSUFFICIENT_DATA -> 2;
        case HEALTHY -> 3;
      }).thenComparing(report -> report.job().name()).thenComparing(report -> report.job().id());

  private final KeptReports kept;
  private volatile State state = new State(List.of(), Map.of());

  public LatestReports(KeptReports kept) {
    this.kept = kept;
  }

  /** Replaces all reports; a job without one is forgotten. */
  public void replace(List<Report> reports) {
    state = new State(
        reports.stream().sorted(MOST_URGENT_FIRST).toList(),
        reports.stream().collect(Collectors.toUnmodifiableMap(report -> report.job().id(), report -> report)));
  }

  @Override
  public List<Report> latest() {
    return state.ordered();
  }

  @Override
  public Optional<Report> latest(String jobId) {
    return Optional.ofNullable(state.byJob().get(jobId));
  }

  @Override
  public Optional<Report> kept(String reportId) {
    return kept.find(reportId);
  }

  private record State(List<Report> ordered, Map<String, Report> byJob) {}
}
