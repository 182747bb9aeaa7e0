package io.manometer.analyzer.api;

import io.manometer.analyzer.history.ReportJson;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.ui.ReportFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The reports as JSON; docs/api.md is their reference. */
@RestController
public class JobsController {

  private static final Pattern REPORT_ID = Pattern.compile("[0-9A-Za-z_-]{1,100}");

  private final ReportFeed reports;

  public JobsController(ReportFeed reports) {
    this.reports = reports;
  }

  /**
   * One line of {@code GET /api/v1/jobs}.
   *
   * @param since since when the first diagnosis holds; null without one
   * @param operators ids of the operators that diagnoses name, most important first
   */
  record JobLine(
      String id, String name, Health health, String sentence, Instant since, List<String> operators, Long dataAgeMillis) {

    static JobLine of(Report report) {
      return new JobLine(
          report.job().id(),
          report.job().name(),
          report.health(),
          report.sentence(),
          report.diagnoses().stream().findFirst().map(Diagnosis::since).orElse(null),
          report.diagnoses().stream().flatMap(d -> d.subject().operators().stream()).distinct().toList(),
          Optional.ofNullable(report.coverage()).map(Report.Coverage::dataAge).map(Duration::toMillis).orElse(null));
    }
  }

  @GetMapping("/api/v1/jobs")
  public ResponseEntity<byte[]> jobs() {
    return Answer.json(200, reports.latest().stream().map(JobLine::of).toList());
  }

  @GetMapping("/api/v1/jobs/{jobId}/report")
  public ResponseEntity<byte[]> report(@PathVariable String jobId) {
    return reports.latest(jobId)
        .map(report -> Answer.json(200, ReportJson.write(report)))
        .orElseGet(() -> Answer.error(404, "there is no job '" + jobId + "'; GET /api/v1/jobs lists those that are known"));
  }

  @GetMapping("/api/v1/reports/{reportId}")
  public ResponseEntity<byte[]> kept(@PathVariable String reportId) {
    if (!REPORT_ID.matcher(reportId).matches()) {
      return Answer.error(400, "'" + reportId + "' cannot be the id of a report; right would be the id in an alert's report_url");
    }
    return reports.kept(reportId)
        .map(report -> Answer.json(200, ReportJson.write(report)))
        .orElseGet(() -> Answer.error(404, "there is no kept report '" + reportId + "'; kept are the last 200 and those of"
            + " alerts that fire"));
  }
}
