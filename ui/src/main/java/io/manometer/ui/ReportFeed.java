package io.manometer.ui;

import io.manometer.rules.report.Report;
import java.util.List;
import java.util.Optional;

/** Where the pages get their reports from; the service implements it. Reads only, from any thread, without blocking. */
public interface ReportFeed {

  /** The latest report of each job, most urgent first. */
  List<Report> latest();

  /** The latest report of one job. */
  Optional<Report> latest(String jobId);

  /** A report as it stood when an alert fired, by the id in the alert's {@code report_url}. */
  Optional<Report> kept(String reportId);
}
