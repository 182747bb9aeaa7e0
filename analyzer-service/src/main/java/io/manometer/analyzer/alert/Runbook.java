package io.manometer.analyzer.alert;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@code docs/alerts.md} as it is, so that an alert's {@code runbook_url} works without the internet. */
@RestController
final class Runbook {

  static final String PATH = "/docs/alerts";

  @GetMapping(PATH)
  ResponseEntity<byte[]> text() throws IOException {
    try (InputStream text = Runbook.class.getResourceAsStream("/docs/alerts.md")) {
      return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8").body(text.readAllBytes());
    }
  }
}
