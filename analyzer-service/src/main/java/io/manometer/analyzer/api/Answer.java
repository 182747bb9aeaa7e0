package io.manometer.analyzer.api;

import io.manometer.analyzer.history.ReportJson;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers of the JSON API, written by one mapper; never cached. */
final class Answer {

  private Answer() {}

  static ResponseEntity<byte[]> json(int status, Object value) {
    return json(status, ReportJson.mapper().writeValueAsBytes(value));
  }

  static ResponseEntity<byte[]> json(int status, byte[] json) {
    return ResponseEntity.status(HttpStatusCode.valueOf(status))
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(json);
  }

  /** {@code {"error": "…"}}: what is wrong, where, and what would be right. */
  static ResponseEntity<byte[]> error(int status, String error) {
    return json(status, Map.of("error", error));
  }

  static ResponseEntity<byte[]> tryAgain(String error) {
    ResponseEntity<byte[]> answer = error(429, error);
    return ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, "1").body(answer.getBody());
  }
}
