package io.manometer.analyzer.api;

import io.manometer.ui.Page;
import io.manometer.ui.Pages;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Routes the pages. A browser that already has the answer gets 304, so a page that refreshes itself costs little. */
@RestController
public class PageController {

  private final Pages pages;
  private final Clock clock;

  public PageController(Pages pages, Clock clock) {
    this.pages = pages;
    this.clock = clock;
  }

  @GetMapping("/")
  public ResponseEntity<byte[]> jobs(@RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
    return sent(pages.jobs(clock.instant()), known);
  }

  @GetMapping("/jobs/{jobId}")
  public ResponseEntity<byte[]> job(
      @PathVariable String jobId,
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
    return sent(pages.job(jobId, clock.instant()), known);
  }

  @GetMapping("/jobs/{jobId}/operators/{operatorId}")
  public ResponseEntity<byte[]> operator(
      @PathVariable String jobId,
      @PathVariable String operatorId,
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
    return sent(pages.operator(jobId, operatorId, clock.instant()), known);
  }

  @GetMapping("/reports/{reportId}")
  public ResponseEntity<byte[]> kept(
      @PathVariable String reportId,
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
    return sent(pages.kept(reportId, clock.instant()), known);
  }

  @GetMapping("/reports/{reportId}/operators/{operatorId}")
  public ResponseEntity<byte[]> keptOperator(
      @PathVariable String reportId,
      @PathVariable String operatorId,
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
    return sent(pages.keptOperator(reportId, operatorId, clock.instant()), known);
  }

  @GetMapping("/alerts")
  public ResponseEntity<byte[]> alerts(
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
    return sent(pages.alerts(clock.instant()), known);
  }

  @GetMapping("/static/{version}/{file}")
  public ResponseEntity<byte[]> file(
      @PathVariable String version,
      @PathVariable String file,
      @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
    return sent(pages.file("/static/" + version + "/" + file), known);
  }

  static ResponseEntity<byte[]> sent(Page page, String known) {
    boolean unchanged = page.isKnownTo(known);
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(unchanged ? 304 : page.status());
    page.headers().forEach(answer::header);
    answer.header(HttpHeaders.ETAG, page.etag());
    return unchanged ? answer.build() : answer.header(HttpHeaders.CONTENT_TYPE, page.contentType()).body(page.body());
  }
}
