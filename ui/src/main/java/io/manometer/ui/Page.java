package io.manometer.ui;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * An answer for a browser: send it as it is.
 *
 * @param status HTTP status
 * @param contentType with its charset
 * @param etag weak entity tag, quotes included, so that a server that compresses may keep it
 * @param headers further headers to send: caching and security
 */
public record Page(int status, String contentType, String etag, Map<String, String> headers, byte[] body) {

  /** Nothing but own files; no inline script or style, no frame around a page. */
  static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
      + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final String FOR_GOOD = "public, max-age=31536000, immutable";
  private static final String ASK_FIRST = "no-cache";

  public Page {
    headers = Map.copyOf(headers);
  }

  /** Whether the browser already has this very answer, so that 304 without the body will do. */
  public boolean isKnownTo(String ifNoneMatch) {
    return status == 200 && ifNoneMatch != null && (ifNoneMatch.contains(etag) || ifNoneMatch.strip().equals("*"));
  }

  static Page html(int status, String html) {
    return of(status, "text/html;charset=UTF-8", html.getBytes(StandardCharsets.UTF_8), ASK_FIRST);
  }

  static Page file(String contentType, byte[] content, boolean current) {
    return of(200, contentType, content, current ? FOR_GOOD : ASK_FIRST);
  }

  private static Page of(int status, String contentType, byte[] body, String caching) {
    String etag = "W/\"" + hash(body) + "\"";
    return new Page(status, contentType, etag, Map.of(
        "Cache-Control", caching,
        "Content-Security-Policy", CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options", "nosniff",
        "X-Frame-Options", "DENY",
        "Referrer-Policy", "no-referrer"), body);
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
