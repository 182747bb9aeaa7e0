package io.manometer.analyzer.api;

import io.manometer.analyzer.history.ReportJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** The answer of a filter that lets a request no further. */
final class Refusal {

  private Refusal() {}

  static void send(HttpServletResponse response, int status, String error) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(ReportJson.mapper().writeValueAsBytes(Map.of("error", error)));
  }
}
