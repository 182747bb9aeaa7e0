package io.manometer.ui;

import java.util.Map;

/**
 * An answer for a browser: send it as it is.
 *
 * @param status HTTP status
 * @param contentType with its charset
 * @param etag weak entity tag, quotes included; when the request's {@code If-None-Match} holds it, answer 304 without the body
 * @param headers further headers to send, security headers and caching included
 */
public record Page(int status, String contentType, String etag, Map<String, String> headers, byte[] body) {

  public Page {
    headers = Map.copyOf(headers);
  }

  /** Whether the browser already has this very answer. */
  public boolean isKnownTo(String ifNoneMatch) {
    return status == 200 && ifNoneMatch != null && (ifNoneMatch.contains(etag) || ifNoneMatch.strip().equals("*"));
  }
}
