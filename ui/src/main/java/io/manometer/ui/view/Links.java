package io.manometer.ui.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Addresses within one report.
 *
 * @param report the report's own page
 * @param json the same report as JSON; null when there is none
 */
public record Links(String report, String json) {

  /** The latest report of a job. */
  public static Links ofJob(String jobId) {
    return new Links("/jobs/" + segment(jobId), "/api/v1/jobs/" + segment(jobId) + "/report");
  }

  /** A report kept with an alert. */
  public static Links ofKept(String reportId) {
    return new Links("/reports/" + segment(reportId), null);
  }

  public String operator(String operatorId) {
    return report + "/operators/" + segment(operatorId);
  }

  static String segment(String raw) {
    return URLEncoder.encode(raw, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
