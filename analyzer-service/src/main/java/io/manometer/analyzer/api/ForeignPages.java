package io.manometer.analyzer.api;

import io.manometer.analyzer.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.core.annotation.Order;

/**
 * Keeps web pages of others from using a visitor's browser against this server: without a token, a request must name this
 * server as its host (a foreign name may have been rebound to a loopback address); a request that changes something must
 * not come from a page of another origin.
 */
@Order(1)
public final class ForeignPages extends HttpFilter {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final transient Settings settings;

  public ForeignPages(Settings settings) {
    this.settings = settings;
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (settings.requiredToken().isEmpty() && !isOurs(request.getServerName())) {
      Refusal.send(response, 403, "the request is for the host '" + request.getServerName()
          + "'; right would be a loopback address, or start the analyzer with public-url naming that host");
    } else if (!READS.contains(request.getMethod()) && isFromElsewhere(request)) {
      Refusal.send(response, 403, "the request comes from a page of another origin");
    } else {
      chain.doFilter(request, response);
    }
  }

  private boolean isOurs(String host) {
    String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return name.equalsIgnoreCase("localhost")
        || name.matches("127(\\.[0-9]{1,3}){3}")
        || name.equals("::1")
        || name.equals("0:0:0:0:0:0:0:1")
        || name.equalsIgnoreCase(settings.listen())
        || settings.publicUrl() != null && name.equalsIgnoreCase(settings.publicUrl().getHost());
  }

  private boolean isFromElsewhere(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site")) || origin != null && !isOurs(origin, request);
  }

  private boolean isOurs(String origin, HttpServletRequest request) {
    try {
      URI from = URI.create(origin);
      return from.getAuthority() != null
          && (from.getAuthority().equalsIgnoreCase(request.getHeader("Host")) || sameAuthorityAsPublic(from));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean sameAuthorityAsPublic(URI from) {
    return settings.publicUrl() != null && from.getAuthority().equalsIgnoreCase(settings.publicUrl().getAuthority());
  }
}
