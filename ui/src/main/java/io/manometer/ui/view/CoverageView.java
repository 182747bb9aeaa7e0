package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Span;
import io.manometer.ui.text.Watch;
import io.manometer.ui.text.Watch.Moment;
import java.util.List;

/**
 * What the report rests on.
 *
 * @param age such as {@code data 1.8 s old}, as of now; for a kept report as of then
 * @param old the same without words, such as {@code 1.8 s}
 * @param missing what was not measured and would have mattered
 */
public record CoverageView(
    Moment at,
    String window,
    String age,
    String old,
    boolean stale,
    String seen,
    boolean whole,
    List<Name> silent,
    List<Name> missing) {

  static CoverageView of(Report report, Watch watch) {
    Freshness freshness = Freshness.of(report, watch);
    Report.Coverage coverage = report.coverage();
    return new CoverageView(
        watch.read(report.at()),
        report.window() == null ? Figure.ABSENT.text() : Span.words(report.window()),
        freshness.words(),
        freshness.old(),
        freshness.stale(),
        Notice.seen(report),
        coverage.subtasksSeen() >= coverage.subtasksKnown(),
        coverage.stale().stream().limit(50).map(Name::of).toList(),
        report.missing().stream().limit(50).map(Name::sentence).toList());
  }
}
