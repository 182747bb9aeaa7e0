package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Span;
import io.manometer.ui.text.Watch;
import java.time.Duration;

/**
 * How old the data behind a report is by now.
 *
 * @param age of the oldest reading that counts; null when it is not known, as before the first reading
 * @param stale whether the report tells of the past only: no worker is heard, or no report is made any more
 */
record Freshness(Duration age, boolean stale) {

  /** Reports are made each second: ten missed in a row are no hiccup. From when on a worker is silent, the rules say. */
  private static final Duration REPORTS_END = Duration.ofSeconds(10);

  static Freshness of(Report report, Watch watch) {
    Report.Coverage coverage = report.coverage();
    Duration sinceReport = watch.since(report.at());
    boolean anyData = coverage.dataAge() != null;
    boolean nobodyHeard = anyData && coverage.subtasksSeen() == 0 && !coverage.stale().isEmpty();
    boolean known = anyData && !(nobodyHeard && coverage.dataAge().isZero());
    Duration age = known ? coverage.dataAge().plus(sinceReport) : null;
    return new Freshness(age, nobodyHeard || sinceReport.compareTo(REPORTS_END) > 0);
  }

  /** Such as {@code data 1.8 s old}. */
  String words() {
    return age != null ? "data " + old() + " old" : stale ? "no fresh data" : "no data yet";
  }

  /** Such as {@code no fresh data for 3 min}. */
  String complaint() {
    return age == null ? "no worker is heard" : "no fresh data for " + old();
  }

  /** Such as {@code 1.8 s}; a dash when nothing has been read yet. */
  String old() {
    return age == null ? Figure.ABSENT.text() : Span.words(age);
  }
}
