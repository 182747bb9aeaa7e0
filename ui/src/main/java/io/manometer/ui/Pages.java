package io.manometer.ui;

import io.manometer.rules.report.Report;
import io.manometer.ui.template.StaticFiles;
import io.manometer.ui.template.StaticFiles.StaticFile;
import io.manometer.ui.template.Templates;
import io.manometer.ui.text.Watch;
import io.manometer.ui.view.AlertsView;
import io.manometer.ui.view.JobsView;
import io.manometer.ui.view.Levels;
import io.manometer.ui.view.OperatorPage;
import io.manometer.ui.view.ProblemView;
import io.manometer.ui.view.ReportView;
import io.manometer.ui.view.Shell.Assets;
import io.manometer.ui.view.SignInView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The pages, ready to be sent. Whoever serves them maps:
 *
 * <pre>
 * GET /                                        {@link #jobs}
 * GET /jobs/{jobId}                            {@link #job}
 * GET /jobs/{jobId}/operators/{operatorId}     {@link #operator}
 * GET /reports/{reportId}                      {@link #kept}
 * GET /reports/{reportId}/operators/{opId}     {@link #keptOperator}
 * GET /alerts                                  {@link #alerts}
 * GET /static/{version}/{file}                 {@link #file}
 * GET /login, where a token is asked for       {@link #signIn}
 * any other path, or a failure                 {@link #problem}
 * </pre>
 *
 * Ids are path segments, percent-encoded by the pages and expected decoded here. HEAD is GET without the body. A request
 * whose {@code If-None-Match} {@linkplain Page#isKnownTo holds the page's tag} gets 304, the same headers and no body.
 * The pages link to {@code /api/v1/jobs/{jobId}/report} for the same report as JSON.
 * Safe for any thread; nothing here blocks beyond what the feeds do.
 */
public final class Pages {

  /**
   * What the pages need to know of the service.
   *
   * @param analyzerUrl the address that agents push to, such as {@code http://127.0.0.1:8085}
   * @param zone the zone that times are shown in, always with their offset
   * @param levels the limits that the reports are made with
   */
  public record Settings(String analyzerUrl, ZoneId zone, Levels levels) {}

  private final ReportFeed reports;
  private final AlertFeed alerts;
  private final SourceFeed sources;
  private final Settings settings;
  private final Templates templates = new Templates();
  private final StaticFiles files = new StaticFiles();
  private final Assets assets = new Assets(
      files.version(), files.address("manometer.css"), files.address("live.js"), files.address("icon.svg"));

  public Pages(ReportFeed reports, AlertFeed alerts, SourceFeed sources, Settings settings) {
    this.reports = reports;
    this.alerts = alerts;
    this.sources = sources;
    this.settings = settings;
  }

  /** All jobs with their verdicts. */
  public Page jobs(Instant now) {
    return page("jobs", JobsView.of(reports.latest(), sources.asked(), settings.analyzerUrl(), watch(now), assets));
  }

  /** The latest report of a job. */
  public Page job(String jobId, Instant now) {
    return reports.latest(jobId)
        .map(report -> page("report", ReportView.latest(report, settings.levels(), watch(now), assets)))
        .orElseGet(this::noJob);
  }

  /** One operator of a job's latest report. */
  public Page operator(String jobId, String operatorId, Instant now) {
    Optional<Report> report = reports.latest(jobId);
    if (report.isEmpty()) {
      return noJob();
    }
    return OperatorPage.latest(report.get(), operatorId, watch(now), assets)
        .map(view -> page("operator", view))
        .orElseGet(() -> noOperator(report.get()));
  }

  /** A report kept with an alert. */
  public Page kept(String reportId, Instant now) {
    return reports.kept(reportId)
        .map(report -> page("report", ReportView.kept(reportId, report, settings.levels(), watch(now), assets)))
        .orElseGet(this::noReport);
  }

  /** One operator of a report kept with an alert. */
  public Page keptOperator(String reportId, String operatorId, Instant now) {
    Optional<Report> report = reports.kept(reportId);
    if (report.isEmpty()) {
      return noReport();
    }
    return OperatorPage.kept(reportId, report.get(), operatorId, watch(now), assets)
        .map(view -> page("operator", view))
        .orElseGet(() -> noOperator(report.get()));
  }

  /** What fired and what was delivered. */
  public Page alerts(Instant now) {
    return page("alerts", AlertsView.of(alerts.recent(), watch(now), assets));
  }

  /** A page that says what went wrong, for paths and failures that the service meets itself. */
  public Page problem(int status, String title, String explanation) {
    return Page.html(status, templates.render("problem", ProblemView.of(status, title, explanation, assets)));
  }

  /** The form that asks for the token and posts {@code token} and {@code next} to {@code /login}; message may be null. */
  public Page signIn(int status, String message, String next) {
    return Page.html(status, templates.render("sign-in", SignInView.of(message, next, assets)));
  }

  /** A style sheet, script or picture by its whole path; a page with status 404 when there is none. */
  public Page file(String path) {
    Optional<StaticFile> file = files.find(path);
    return file.isEmpty()
        ? problem(404, "No such file", "The page that asked for it may be from before an upgrade: load it again.")
        : Page.file(file.get().contentType(), file.get().content(), file.get().current());
  }

  private Page noJob() {
    return problem(
        404,
        "No such job",
        "The analyzer has no report of this job: it has ended and is forgotten, or nothing was heard of it since the analyzer started.");
  }

  private Page noOperator(Report report) {
    return problem(
        404,
        "No such operator",
        "The report of job \"" + report.job().name() + "\" has no operator with this id. The job may have been changed since.");
  }

  private Page noReport() {
    return problem(404, "No such report", "Only the latest reports of alerts are kept; this one is gone, or its address is not right.");
  }

  private Page page(String template, Object view) {
    return Page.html(200, templates.render(template, view));
  }

  private Watch watch(Instant now) {
    return new Watch(now, settings.zone(), false);
  }
}
