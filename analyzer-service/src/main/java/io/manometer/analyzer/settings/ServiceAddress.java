package io.manometer.analyzer.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Where links from outside lead; known once the server listens. Threads: any. */
public final class ServiceAddress implements ApplicationListener<WebServerInitializedEvent> {

  private final Settings settings;
  private volatile int port;

  public ServiceAddress(Settings settings) {
    this.settings = settings;
    this.port = settings.port();
  }

  @Override
  public void onApplicationEvent(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
  }

  /** The port in use, which with {@code port=0} differs from the one in the settings. */
  public int port() {
    return port;
  }

  /** Without a slash at the end, such as {@code http://127.0.0.1:8085}. */
  public String base() {
    return settings.linkBase(port);
  }

  /** The page of a kept report, for the {@code report_url} of an alert. */
  public String report(String reportId) {
    return base() + "/reports/" + URLEncoder.encode(reportId, StandardCharsets.UTF_8);
  }
}
