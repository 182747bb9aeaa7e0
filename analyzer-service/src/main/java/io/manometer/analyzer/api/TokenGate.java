package io.manometer.analyzer.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;

/**
 * Lets in who shows the token: as {@code Authorization: Bearer} anywhere, by the cookie of a session where nothing is
 * changed. People without either are sent to the form that asks for it. Liveness, the form, its style and
 * leaving are open.
 */
@Order(2)
public final class TokenGate extends HttpFilter {

  static final String COOKIE = "manometer_session";
  private static final String BEARER = "Bearer ";

  private final transient Sessions sessions;
  private final transient Clock clock;

  public TokenGate(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isOpen(request.getRequestURI()) || showsToken(request) || isRead(request) && hasSession(request)) {
      chain.doFilter(request, response);
    } else if (isRead(request) && wantsPage(request)) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Location", "/login?next=" + URLEncoder.encode(path(request), StandardCharsets.UTF_8));
    } else {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"manometer\"");
      Refusal.send(response, 401, "the token is missing or wrong; right would be the header 'Authorization: Bearer TOKEN'"
          + " with the analyzer's token");
    }
  }

  private static boolean isOpen(String path) {
    return path.equals("/login") || path.equals("/logout") || path.equals("/-/healthy") || path.equals("/-/ready") || path.startsWith("/static/");
  }

  private boolean showsToken(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && sessions.isToken(header.substring(BEARER.length()).strip());
  }

  private static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private boolean hasSession(HttpServletRequest request) {
    return cookie(request).filter(id -> sessions.isOpen(id, clock.instant())).isPresent();
  }

  static Optional<String> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    return Stream.of(cookies).filter(c -> c.getName().equals(COOKIE)).map(Cookie::getValue).findFirst();
  }

  private static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html") && !request.getRequestURI().startsWith("/api/");
  }

  private static String path(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
