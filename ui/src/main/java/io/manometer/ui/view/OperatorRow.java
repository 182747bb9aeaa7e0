package io.manometer.ui.view;

import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Report;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import java.util.List;
import java.util.Locale;

/** One line of the table of operators. Times are of the worst subtask, the bar is the mean over all. */
public record OperatorRow(
    Name name,
    String url,
    String parallelism,
    String role,
    Badge level,
    boolean bottleneck,
    Bar time,
    Figure busy,
    Figure backpressured,
    Figure idle,
    Figure inPool,
    Figure outPool,
    Figure reads,
    Figure writes,
    Figure capacity) {

  static List<OperatorRow> of(Report report, Links links) {
    return report.operators().stream().map(operator -> of(operator, links)).toList();
  }

  static OperatorRow of(OperatorView operator, Links links) {
    return new OperatorRow(
        Name.of(operator.name()),
        links.operator(operator.id()),
        "×" + operator.parallelism(),
        operator.role() == null ? "" : Name.of(operator.role()).text().toLowerCase(Locale.ROOT),
        Badge.of(operator.level()),
        operator.bottleneck(),
        Bar.ofTime(operator.busyMean(), operator.backpressuredMean(), operator.idleMean()),
        Figure.timeShare(operator.busyMax()),
        Figure.timeShare(operator.backpressuredMax()),
        Figure.timeShare(operator.idleMean()),
        Figure.share(operator.inPoolUsageMax()),
        Figure.share(operator.outPoolUsageMax()),
        Figure.rate(operator.readsPerSecond()),
        Figure.rate(operator.writesPerSecond()),
        Figure.rate(operator.capacityPerSecond()));
  }
}
