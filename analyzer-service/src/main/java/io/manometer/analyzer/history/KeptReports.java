package io.manometer.analyzer.history;

import io.manometer.rules.report.Report;
import java.util.Optional;
import java.util.Set;

/**
 * Reports that must outlive the moment, such as the one that an alert points to. The last 200 and
 * those that are still needed survive a restart.
 *
 * <p>Threads: any. A kept report is served at {@code /reports/ID} and {@code /api/v1/reports/ID}.
 */
public interface KeptReports {

  /**
   * Keeps the report and returns its id, safe in a URL; the same report gives the same id. Never throws for a disk that
   * is full or read-only: the report is then held in memory only, and {@code /status} says so.
   *
   * @param needed ids of reports that are not to be dropped for this one, however old they are
   */
  String keep(Report report, Set<String> needed);

  /** A kept report; empty when the id was never given or its report has been dropped. */
  Optional<Report> find(String id);
}
