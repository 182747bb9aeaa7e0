package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.ui.text.Span;
import io.manometer.ui.text.Watch;
import java.time.Duration;

/**
 * How old the data behind a report is by now.
 *
 * @param age of the oldest reading that counts; null when nothing has been read yet
 * @param stale whether the report tells of the past only
 * @param nobodyHeard whether no worker at all sends data, so that the age says nothing
 */
record Freshness(Duration age, boolean stale, boolean nobodyHeard) {

  /** Agents push each second: ten missed in a row are no hiccup. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  static Freshness of(Report report, Watch watch) {
    Report.Coverage coverage = report.coverage();
    Duration sinceReport = watch.since(report.at());
    Duration age = coverage.dataAge() == null ? null : coverage.dataAge().plus(sinceReport);
    boolean nobodyHeard = coverage.subtasksSeen() == 0 && !coverage.stale().isEmpty() && age != null;
    return new Freshness(age, nobodyHeard || (age == null ? sinceReport : age).compareTo(FRESH) > 0, nobodyHeard);
  }

  /** Such as {@code data 1.8 s old}. */
  String words() {
    if (age == null) {
      return "no data yet";
    }
    return nobodyHeard && age.compareTo(FRESH) <= 0 ? "no fresh data" : "data " + ago() + " old";
  }

  /** Such as {@code no fresh data for 3 min}. */
  String complaint() {
    return age == null || age.compareTo(FRESH) <= 0 ? "no worker sends data" : "no fresh data for " + ago();
  }

  private String ago() {
    return Span.words(age);
  }
}
