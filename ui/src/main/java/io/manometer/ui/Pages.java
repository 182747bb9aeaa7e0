package io.manometer.ui;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

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
 * any other path, or a failure                 {@link #problem}
 * </pre>
 *
 * Ids are path segments, percent-encoded by the pages and expected decoded here. HEAD is GET without the body.
 * The pages link to {@code /api/v1/jobs/{jobId}/report} for the same report as JSON.
 * Safe for any thread; nothing here blocks beyond what the feeds do.
 */
public final class Pages {

  /**
   * What the pages need to know of the service.
   *
   * @param analyzerUrl the address that agents push to, such as {@code http://127.0.0.1:8085}
   * @param zone the zone that times are shown in, always with their offset
   */
  public record Settings(String analyzerUrl, ZoneId zone) {}

  public Pages(ReportFeed reports, AlertFeed alerts, Settings settings) {}

  public Page jobs(Instant now) {
    return plain(200, "");
  }

  public Page job(String jobId, Instant now) {
    return plain(200, jobId);
  }

  public Page operator(String jobId, String operatorId, Instant now) {
    return plain(200, jobId);
  }

  public Page kept(String reportId, Instant now) {
    return plain(200, reportId);
  }

  public Page keptOperator(String reportId, String operatorId, Instant now) {
    return plain(200, reportId);
  }

  public Page alerts(Instant now) {
    return plain(200, "");
  }

  /** A page that says what went wrong, for paths and failures that the service meets itself. */
  public Page problem(int status, String title, String explanation) {
    return plain(status, title + explanation);
  }

  /** A style sheet, script or picture; a page with status 404 when there is none at this path. */
  public Page file(String path) {
    return plain(404, path);
  }

  private static Page plain(int status, String text) {
    return new Page(status, "text/plain;charset=UTF-8", "W/\"0\"", Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }
}
