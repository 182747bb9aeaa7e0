package io.manometer.ui.view;

import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.OperatorView.SubtaskView;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The subtasks of one operator, made so that skew is seen at a glance: shares of work and of records are drawn against the
 * largest share, with a mark where a fair share ends.
 *
 * @param left how many subtasks are not listed, the least busy ones; 0 when all are
 */
public record SubtaskTable(Name operator, String url, String parallelism, List<Row> rows, Has has, int left) {

  /** What any of its subtasks has: sources a lag, event time a watermark, checkpoints a delay. The rest get no column. */
  public record Has(boolean lag, boolean watermarkLag, boolean startDelay) {

    private static Has of(List<Row> rows) {
      return new Has(any(rows, Row::lag), any(rows, Row::watermarkLag), any(rows, Row::startDelay));
    }

    private static boolean any(List<Row> rows, Function<Row, Figure> figure) {
      return rows.stream().map(figure).anyMatch(each -> !each.isAbsent());
    }
  }

  /**
   * One subtask.
   *
   * @param timesFair its share of the work over a fair share, such as {@code ×3.2}; null when it is not above a fair one
   */
  public record Row(
      int index,
      Name worker,
      Badge level,
      Bar time,
      Figure busy,
      Figure backpressured,
      Figure idle,
      Figure cpu,
      Figure work,
      Bar workBar,
      Figure timesFair,
      Figure records,
      Bar recordBar,
      Figure reads,
      Figure writes,
      Figure bytesRead,
      Figure bytesWritten,
      Figure allocated,
      Figure lag,
      Figure watermarkLag,
      Figure startDelay,
      Figure longestWait,
      Figure inPool,
      Figure exclusive,
      Figure floating,
      Figure outPool) {}

  /** A subtask does visibly more than its share from here on; only the marking depends on it, no verdict does. */
  private static final double NOTABLE = 1.5;

  static SubtaskTable of(OperatorView operator, Links links, int most) {
    List<SubtaskView> shown = operator.subtasks().stream()
        .sorted(Comparator.comparing(SubtaskView::busy, Comparator.nullsLast(Comparator.reverseOrder())))
        .limit(most)
        .sorted(Comparator.comparingInt(SubtaskView::index))
        .toList();
    double fair = 1.0 / Math.max(1, operator.parallelism());
    double mostWork = largest(operator, SubtaskView::workShare, fair);
    double mostRecords = largest(operator, SubtaskView::recordShare, fair);
    List<Row> rows = shown.stream().map(each -> row(each, fair, mostWork, mostRecords)).toList();
    return new SubtaskTable(
        Name.of(operator.name()),
        links.operator(operator.id()),
        "×" + operator.parallelism(),
        rows,
        Has.of(rows),
        operator.subtasks().size() - shown.size());
  }

  private static double largest(OperatorView operator, Function<SubtaskView, Double> share, double fair) {
    return operator.subtasks().stream().map(share).filter(Objects::nonNull).reduce(Math.min(1, 2 * fair), Math::max);
  }

  private static Row row(SubtaskView subtask, double fair, double mostWork, double mostRecords) {
    Double work = subtask.workShare();
    return new Row(
        subtask.index(),
        Name.of(subtask.worker()),
        Badge.of(subtask.level()),
        Bar.ofTime(subtask.busy(), subtask.backpressured(), subtask.idle()),
        Figure.timeShare(subtask.busy()),
        Figure.timeShare(subtask.backpressured()),
        Figure.timeShare(subtask.idle()),
        Figure.timeShare(subtask.cpu()),
        Figure.share(work),
        Bar.against(work, mostWork, mark(fair), notable(work, fair) ? "much" : "fair"),
        notable(work, fair) ? Figure.factor(work / fair) : null,
        Figure.share(subtask.recordShare()),
        Bar.against(subtask.recordShare(), mostRecords, mark(fair), notable(subtask.recordShare(), fair) ? "much" : "fair"),
        Figure.rate(subtask.readsPerSecond()),
        Figure.rate(subtask.writesPerSecond()),
        Figure.byteRate(subtask.bytesReadPerSecond()),
        Figure.byteRate(subtask.bytesWrittenPerSecond()),
        Figure.byteRate(subtask.allocatedBytesPerSecond()),
        Figure.records(subtask.lagRecords()),
        Figure.seconds(subtask.watermarkLagSeconds()),
        Figure.seconds(subtask.checkpointStartDelaySeconds()),
        Figure.seconds(subtask.longestWaitSeconds()),
        Figure.share(subtask.inPoolUsage()),
        Figure.share(subtask.inExclusiveUsage()),
        Figure.share(subtask.inFloatingUsage()),
        Figure.share(subtask.outPoolUsage()));
  }

  /** An only subtask has nobody to share with. */
  private static Double mark(double fair) {
    return fair < 1 ? fair : null;
  }

  private static boolean notable(Double share, double fair) {
    return share != null && fair < 1 && share >= NOTABLE * fair;
  }
}
