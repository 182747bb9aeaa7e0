package io.manometer.ui.view;

import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.ui.SourceFeed.Source;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Watch;
import io.manometer.ui.text.Watch.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All jobs with their verdicts.
 *
 * @param summary such as {@code 3 jobs: 1 bottleneck, 2 healthy}
 * @param notices of servers that nothing can be had from
 * @param silence who has told of no job yet; null when there are jobs
 * @param attach the line that attaches the agent, with this analyzer's address
 */
public record JobsView(
    Shell shell, String summary, List<Notice> notices, List<Row> jobs, Name silence, String attach) {

  /**
   * One job.
   *
   * @param where the operator that the first diagnosis names; null when there is none
   * @param more how many further causes there are; null when there are none
   * @param age of the data, such as {@code 1.8 s}
   * @param stale such as {@code no fresh data for 3 min}; null when the data is fresh
   */
  public record Row(
      Name name,
      String url,
      Badge health,
      Name sentence,
      OperatorLink where,
      String cause,
      Badge confidence,
      Moment since,
      String more,
      FlowView flow,
      String age,
      String stale) {}

  /** In the order of the reports. */
  public static JobsView of(
      List<Report> reports, List<Source> sources, String analyzerUrl, Watch watch, Shell.Assets assets) {
    String summary = summary(reports);
    List<Notice> notices = Notice.of(sources);
    return new JobsView(
        new Shell("Jobs", "jobs", true, verdict(summary, notices), watch.read(watch.now()), assets),
        summary,
        notices,
        reports.stream().map(report -> row(report, watch)).toList(),
        reports.isEmpty() ? silence(sources) : null,
        "java -javaagent:manometer-agent.jar=analyzer=" + analyzerUrl + " -jar your-pipeline.jar");
  }

  private static String summary(List<Report> reports) {
    List<String> counts = new ArrayList<>();
    for (Health health : List.of(Health.BOTTLENECK, Health.DEGRADED, Health.INSUFFICIENT_DATA, Health.HEALTHY)) {
      long count = reports.stream().filter(report -> report.health() == health).count();
      if (count > 0) {
        counts.add(count + " " + words(health, count));
      }
    }
    return reports.isEmpty() ? "No jobs yet" : reports.size() + (reports.size() == 1 ? " job: " : " jobs: ") + String.join(", ", counts);
  }

  /** What is announced when it changes. */
  private static String verdict(String summary, List<Notice> notices) {
    return notices.stream().map(notice -> ". " + notice.title() + " " + notice.text().text())
        .collect(Collectors.joining("", summary, ""));
  }

  private static Name silence(List<Source> sources) {
    String names = sources.stream().map(source -> Name.of(source.name()).text()).collect(Collectors.joining(" and "));
    return Name.sentence("No worker has sent anything to this analyzer yet"
        + (names.isEmpty() ? "" : ", and no running job is known from " + names) + ".");
  }

  private static String words(Health health, long count) {
    return switch (health) {
      case BOTTLENECK -> count == 1 ? "held back by a bottleneck" : "held back by bottlenecks";
      case DEGRADED -> "near a limit";
      case INSUFFICIENT_DATA -> "with not enough data";
      case HEALTHY -> "healthy";
    };
  }

  private static Row row(Report report, Watch watch) {
    Links links = Links.ofJob(report.job().id());
    Diagnosis first = report.diagnoses().isEmpty() ? null : report.diagnoses().get(0);
    Freshness freshness = Freshness.of(report, watch);
    int more = report.diagnoses().size() - 1;
    return new Row(
        Name.of(report.job().name()),
        links.report(),
        Badge.of(report.health()),
        Name.sentence(report.sentence()),
        first == null ? null : OperatorLink.of(first.operator(), report, links),
        first == null ? null : CauseWords.of(first.cause()),
        first == null ? null : Badge.of(first.confidence()),
        first == null ? null : watch.read(first.since()),
        more < 1 ? null : more == 1 ? "and one further cause" : "and " + more + " further causes",
        FlowView.of(report),
        freshness.old(),
        freshness.stale() ? freshness.complaint() : null);
  }
}
