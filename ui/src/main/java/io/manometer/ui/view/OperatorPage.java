package io.manometer.ui.view;

import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.OperatorView.Frame;
import io.manometer.rules.report.OperatorView.SubtaskView;
import io.manometer.rules.report.Report;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Watch;
import io.manometer.ui.text.Watch.Moment;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One operator of a report.
 *
 * @param verdict what the first diagnosis that names it says; null when none does
 * @param chain the operators that run in this vertex; empty for an unchained one
 * @param inputs the edges that it reads from; empty for a source
 * @param split null where nothing of it was measured
 * @param splitHeads the classes of busy time, as heads of the table of {@code splits}
 */
public record OperatorPage(
    Shell shell,
    Name job,
    String reportUrl,
    Moment keptAt,
    List<Notice> notices,
    OperatorRow operator,
    Name verdict,
    String cause,
    List<Name> chain,
    List<InputRow> inputs,
    BusySplitView split,
    List<BusySplitView.Entry> splitHeads,
    List<SplitRow> splits,
    SubtaskTable subtasks,
    List<Stack> stacks) {

  private static final int SUBTASKS = 512;
  private static final int FRAMES = 10;
  private static final Pattern NUMBER_OF_LAMBDA = Pattern.compile("(?<=\\$\\$Lambda)(?:\\$\\d+)?/0x[0-9a-f]+");

  /** What one subtask's busy time went to. */
  public record SplitRow(int index, Bar bar, List<BusySplitView.Entry> entries) {}

  /** Where one busy subtask was seen most. */
  public record Stack(int index, Name worker, Figure busy, List<Line> frames) {}

  /** A stack frame and its share of the busy samples. */
  public record Line(Name frame, String css, Name kind, Figure share, Bar bar) {}

  /** Empty when the report does not know the operator. */
  public static Optional<OperatorPage> latest(Report report, String operatorId, Watch watch, Shell.Assets assets) {
    return of(report, operatorId, Links.ofJob(report.job().id()), watch, null, assets);
  }

  /** The same for a report kept with an alert. */
  public static Optional<OperatorPage> kept(String reportId, Report report, String operatorId, Watch watch, Shell.Assets assets) {
    return of(report, operatorId, Links.ofKept(reportId), watch.backAt(report.at()), watch.read(report.at()), assets);
  }

  private static Optional<OperatorPage> of(
      Report report, String operatorId, Links links, Watch watch, Moment keptAt, Shell.Assets assets) {
    return report.operators().stream()
        .filter(operator -> operator.id().equals(operatorId))
        .findFirst()
        .map(operator -> of(report, operator, links, watch, keptAt, assets));
  }

  private static OperatorPage of(
      Report report, OperatorView operator, Links links, Watch watch, Moment keptAt, Shell.Assets assets) {
    Name job = Name.of(report.job().name());
    OperatorRow row = OperatorRow.of(operator, links);
    Optional<Diagnosis> diagnosis = naming(report, operator.id());
    List<SplitRow> splits =
        operator.subtasks().stream().filter(each -> each.busySplit() != null).limit(SUBTASKS).map(OperatorPage::split).toList();
    String state = (operator.bottleneck() ? "bottleneck, " : "") + "backpressure " + row.level().word();
    return new OperatorPage(
        new Shell(
            row.name().text() + " · " + job.text(), "jobs", keptAt == null, row.name().text() + ": " + state, watch.read(watch.now()), assets),
        job,
        links.report(),
        keptAt,
        Notice.of(report, watch),
        row,
        diagnosis.map(each -> Name.sentence(each.summary())).orElse(null),
        diagnosis.map(each -> CauseWords.of(each.cause())).orElse(null),
        operator.chain().size() < 2 ? List.of() : operator.chain().stream().map(each -> Name.of(each.name())).toList(),
        InputRow.of(report, operator, links),
        BusySplitView.of(operator.busySplit()),
        splits.isEmpty() ? List.of() : splits.get(0).entries(),
        splits,
        SubtaskTable.of(operator, links, SUBTASKS),
        operator.subtasks().stream().filter(each -> !each.topFrames().isEmpty()).limit(SUBTASKS).map(OperatorPage::stack).toList());
  }

  private static Optional<Diagnosis> naming(Report report, String operatorId) {
    return report.diagnoses().stream()
        .filter(each -> each.subject().operators().contains(operatorId)
            || each.operator() != null && each.operator().id().equals(operatorId))
        .findFirst();
  }

  private static SplitRow split(SubtaskView subtask) {
    BusySplitView split = BusySplitView.of(subtask.busySplit());
    return new SplitRow(subtask.index(), split.bar(), split.entries());
  }

  private static Stack stack(SubtaskView subtask) {
    return new Stack(
        subtask.index(),
        Name.of(subtask.worker()),
        Figure.timeShare(subtask.busy()),
        subtask.topFrames().stream().limit(FRAMES).map(OperatorPage::line).toList());
  }

  private static Line line(Frame frame) {
    String css = FrameKind.css(frame.kind());
    return new Line(
        Name.of(readable(frame.frame())),
        css,
        frame.kind() == null ? null : Name.of(FrameKind.word(frame.kind())),
        Figure.share(frame.share()),
        Bar.against(frame.share(), 1, null, css));
  }

  /** Without the number and address that a JVM gives to a lambda: they differ in each run. */
  static String readable(String frame) {
    return frame == null ? null : NUMBER_OF_LAMBDA.matcher(frame).replaceAll("");
  }
}
