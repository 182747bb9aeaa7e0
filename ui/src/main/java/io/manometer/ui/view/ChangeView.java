package io.manometer.ui.view;

import io.manometer.rules.report.Report.AfterChange;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Watch;
import io.manometer.ui.text.Watch.Moment;

/**
 * Whether the last change worked.
 *
 * @param factor throughput after over before; absent when either is not known
 */
public record ChangeView(
    Badge verdict, Name operator, String cause, Moment goneAt, Figure before, Figure after, Figure factor, Name summary) {

  static ChangeView of(AfterChange change, Watch watch) {
    if (change == null) {
      return null;
    }
    Double before = change.throughputBefore();
    Double after = change.throughputAfter();
    return new ChangeView(
        Badge.of(change.verdict()),
        Name.of(change.operator()),
        change.cause() == null ? null : CauseWords.of(change.cause()),
        watch.read(change.goneAt()),
        Figure.rate(before),
        Figure.rate(after),
        before == null || after == null || before <= 0 ? Figure.ABSENT : Figure.factor(after / before),
        Name.sentence(change.summary()));
  }
}
