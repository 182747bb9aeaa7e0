package io.manometer.ui.view;

import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Report;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Watch;
import io.manometer.ui.text.Watch.Moment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A job's report.
 *
 * @param keptAt null for the latest report; for one kept with an alert, when it was made
 * @param jobUrl the job's latest report
 * @param lengthy whether the sentence is too long for the size of a headline
 * @param confidence of the first diagnosis; null when there is none
 * @param since of the first diagnosis; null when there is none
 * @param graph null when there is nothing to draw or too much
 * @param subtasks of the operators that a diagnosis names
 */
public record ReportView(
    Shell shell,
    Name job,
    String jobUrl,
    String jsonUrl,
    Moment keptAt,
    Badge health,
    Name sentence,
    boolean lengthy,
    List<EventView> events,
    Badge confidence,
    Moment since,
    List<Notice> notices,
    FlowView flow,
    List<DiagnosisView> diagnoses,
    boolean undecided,
    ChangeView change,
    GraphView graph,
    List<OperatorRow> operators,
    List<SubtaskTable> subtasks,
    List<WorkerRow> workers,
    RulesView rules,
    CoverageView coverage) {

  private static final int SUBTASKS = 32;
  private static final int TABLES = 4;
  private static final int LENGTHY = 200;

  /** The latest report of a job, which goes on. */
  public static ReportView latest(Report report, Levels levels, Watch watch, Shell.Assets assets) {
    return of(report, Links.ofJob(report.job().id()), levels, watch, null, assets);
  }

  /** A report as it stood when it was kept; ages are those of then. */
  public static ReportView kept(String reportId, Report report, Levels levels, Watch watch, Shell.Assets assets) {
    return of(report, Links.ofKept(reportId), levels, watch.backAt(report.at()), watch.read(report.at()), assets);
  }

  private static ReportView of(
      Report report, Links links, Levels levels, Watch watch, Moment keptAt, Shell.Assets assets) {
    Name job = Name.of(report.job().name());
    Badge health = Badge.of(report.health());
    Diagnosis first = report.diagnoses().isEmpty() ? null : report.diagnoses().get(0);
    Shell shell = new Shell(
        health.word() + ": " + job.text(),
        "jobs",
        keptAt == null,
        job.text() + ": " + health.word() + ". " + Name.sentence(report.sentence()).text(),
        watch.read(watch.now()),
        assets);
    return new ReportView(
        shell,
        job,
        Links.ofJob(report.job().id()).report(),
        links.json(),
        keptAt,
        health,
        Name.sentence(report.sentence()),
        report.sentence().length() > LENGTHY,
        EventView.of(report, watch),
        first == null ? null : Badge.of(first.confidence()),
        first == null ? null : watch.read(first.since()),
        Notice.of(report, watch),
        FlowView.of(report),
        DiagnosisView.of(report, links, watch),
        report.health() == Health.INSUFFICIENT_DATA,
        ChangeView.of(report.afterChange(), watch),
        GraphDrawing.of(report, links, levels),
        OperatorRow.of(report, links),
        subtasks(report, links),
        WorkerRow.of(report),
        RulesView.of(report),
        CoverageView.of(report, watch));
  }

  private static List<SubtaskTable> subtasks(Report report, Links links) {
    Set<String> named = new HashSet<>();
    report.diagnoses().forEach(diagnosis -> {
      named.addAll(diagnosis.subject().operators());
      if (diagnosis.operator() != null) {
        named.add(diagnosis.operator().id());
      }
    });
    return report.operators().stream()
        .filter(operator -> named.contains(operator.id()) || operator.bottleneck())
        .filter(operator -> !operator.subtasks().isEmpty())
        .limit(TABLES)
        .map((OperatorView operator) -> SubtaskTable.of(operator, links, SUBTASKS))
        .toList();
  }
}
