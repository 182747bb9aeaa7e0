package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.ui.text.Watch;
import java.time.Duration;

/** How old the data behind a report is by now. */
record Freshness(Duration age, boolean stale) {

  /** Agents push each second: ten missed in a row are no hiccup. */
  static final Duration FRESH = Duration.ofSeconds(10);

  static Freshness of(Report report, Watch watch) {
    Duration atReport = report.coverage().dataAge() == null ? Duration.ZERO : report.coverage().dataAge();
    Duration age = atReport.plus(watch.since(report.at()));
    return new Freshness(age, age.compareTo(FRESH) > 0);
  }
}
