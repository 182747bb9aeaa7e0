package io.manometer.analyzer.api;

import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.analyzer.source.BadSnapshot;
import io.manometer.analyzer.source.Overloaded;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where agents push their snapshots to: {@code POST /api/v1/snapshots}. */
@RestController
public class IngestController {

  private final AgentPushSource source;
  private final Clock clock;

  public IngestController(AgentPushSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** 202 when the snapshot was queued; 4xx says what is wrong with it, 429 that the queue is full. */
  @PostMapping("/api/v1/snapshots")
  public ResponseEntity<byte[]> push(HttpServletRequest request) throws IOException {
    if (!isJson(request.getContentType())) {
      return Answer.error(415, "Content-Type is " + request.getContentType() + "; right would be application/json");
    }
    try {
      source.accept(request.getInputStream(), request.getHeader("Content-Encoding"), clock.instant());
      return ResponseEntity.accepted().build();
    } catch (BadSnapshot e) {
      return Answer.error(e.status(), e.getMessage());
    } catch (Overloaded e) {
      return Answer.tryAgain(e.getMessage());
    }
  }

  private static boolean isJson(String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(java.util.Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE);
  }
}
