package io.manometer.ui.view;

import io.manometer.rules.report.EdgeView;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Report;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import java.util.List;
import java.util.Locale;

/**
 * One edge that an operator reads from.
 *
 * @param blocked time that its producers waited for it, worst subtask
 * @param aligned time that it stood blocked for the alignment of checkpoint barriers, worst subtask
 */
public record InputRow(
    OperatorLink from, Name partitioning, Figure records, Figure blocked, Figure backlog, Figure credits,
    Figure aligned) {

  static List<InputRow> of(Report report, OperatorView operator, Links links) {
    return report.edges().stream()
        .filter(edge -> edge.to().equals(operator.id()))
        .map(edge -> of(edge, report, links))
        .toList();
  }

  private static InputRow of(EdgeView edge, Report report, Links links) {
    return new InputRow(
        OperatorLink.of(edge.from(), report, links),
        edge.partitioning() == null ? null : Name.of(edge.partitioning().toLowerCase(Locale.ROOT)),
        Figure.rate(edge.recordsPerSecond()),
        Figure.timeShare(edge.blocked()),
        Figure.count(edge.backlogBuffers(), "buffers"),
        Figure.count(edge.credits(), "buffers"),
        Figure.timeShare(edge.aligned()));
  }
}
