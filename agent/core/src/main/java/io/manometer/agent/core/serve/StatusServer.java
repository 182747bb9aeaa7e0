package io.manometer.agent.core.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.options.ListenAddress;
import io.manometer.agent.core.push.TokenFile;
import io.manometer.agent.core.run.OwnThreads;
import io.manometer.agent.core.snapshot.JsonWriter;
import io.manometer.wire.AgentSample;
import io.manometer.wire.Snapshot;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Serves {@code /metrics}, {@code /status}, {@code /-/healthy} and {@code /-/ready} (and the control switch where it is
 * on) to GET requests.
 * Two threads at most; what comes beyond is cut off rather than queued. It never makes the host fail: without a port
 * there is no server.
 */
public final class StatusServer {

  private static final int THREADS = 2;

  private final Supplier<Snapshot> latest;
  private final Supplier<AgentReport> report;
  private final MetricsPage metrics;
  private final TokenFile token;
  private final Optional<Control> control;
  private final Log log;
  private HttpServer server;
  private ThreadPoolExecutor workers;

  /** Takes the woven code out of the host's classes, and puts it in again. */
  public interface Control {
    void off();

    /** Why it stays off; empty when it is on. */
    Optional<String> on();
  }

  public StatusServer(
      Supplier<Snapshot> latest,
      Supplier<AgentReport> report,
      int maxSeries,
      TokenFile token,
      Optional<Control> control,
      Log log) {
    this.latest = latest;
    this.report = report;
    this.metrics = new MetricsPage(maxSeries);
    this.token = token;
    this.control = control;
    this.log = log;
  }

  /**
   * Listens on the first port of the range that is free, else on any free one. Call it on one of the agent's own
   * threads: the server's thread becomes a daemon by its parent.
   *
   * @return the port; empty when there is none to listen on
   */
  public Optional<Integer> listen(ListenAddress address, OwnThreads threads) {
    if (!address.isLoopback() && !token.isSet()) {
      log.warn("listen", "listen=" + address.host() + " can be reached from other machines and listen-token-file is not "
          + "set: not listening; measuring goes on");
      return Optional.empty();
    }
    Optional<HttpServer> bound = bind(address);
    bound.ifPresent(found -> start(found, threads));
    return bound.map(found -> found.getAddress().getPort());
  }

  public void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
      workers.shutdownNow();
    }
  }

  private Optional<HttpServer> bind(ListenAddress address) {
    IOException last = null;
    for (int port = address.firstPort(); port <= address.lastPort(); port++) {
      try {
        return Optional.of(HttpServer.create(new InetSocketAddress(address.host(), port), 8));
      } catch (IOException e) {
        last = e;
      }
    }
    try {
      HttpServer anywhere = HttpServer.create(new InetSocketAddress(address.host(), 0), 8);
      log.warn("listen", "ports " + address.firstPort() + "-" + address.lastPort() + " on " + address.host()
          + " are in use (" + last.getMessage() + "); listening on " + anywhere.getAddress().getPort());
      return Optional.of(anywhere);
    } catch (IOException e) {
      log.warn("listen", "cannot listen on " + address.host() + ": " + e.getMessage() + "; measuring goes on");
      return Optional.empty();
    }
  }

  private void start(HttpServer found, OwnThreads threads) {
    server = found;
    workers = new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
        work -> threads.create("http", work), new ThreadPoolExecutor.AbortPolicy());
    server.setExecutor(workers);
    serve("/metrics", true, this::writeMetrics);
    serve("/status", true, this::writeStatus);
    serve("/-/healthy", false, exchange -> answer(exchange, 200, "text/plain; charset=utf-8", text("healthy\n")));
    serve("/-/ready", false, this::writeReady);
    control.ifPresent(this::serveControl);
    server.start();
  }

  private void serve(String path, boolean guarded, HttpHandler page) {
    server.createContext(path, exchange -> answering(exchange, path, () -> {
      if (!isMethod(exchange, "GET") && !isMethod(exchange, "HEAD")) {
        answer(exchange, 405, "text/plain; charset=utf-8", text("GET is right\n"));
      } else if (guarded && !isAllowed(exchange)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        answer(exchange, 401, "text/plain; charset=utf-8", text("Authorization: Bearer TOKEN is missing or wrong\n"));
      } else {
        page.handle(exchange);
      }
    }));
  }

  private void serveControl(Control switchboard) {
    serveSwitch("/control/off", () -> {
      switchboard.off();
      return Optional.empty();
    });
    serveSwitch("/control/on", switchboard::on);
  }

  private void serveSwitch(String path, Supplier<Optional<String>> action) {
    server.createContext(path, exchange -> answering(exchange, path, () -> {
      boolean local = exchange.getRemoteAddress().getAddress().isLoopbackAddress();
      if (!isMethod(exchange, "POST") || !local || !isAllowed(exchange)) {
        answer(exchange, 403, "text/plain; charset=utf-8", text("POST from this machine is right\n"));
        return;
      }
      Optional<String> problem = action.get();
      answer(exchange, problem.isPresent() ? 503 : 200, "text/plain; charset=utf-8",
          text(problem.map(why -> "still off: " + why).orElse("done") + "\n"));
    }));
  }

  /** Whether there is something to read, and the agent has not stopped itself. */
  private void writeReady(HttpExchange exchange) throws IOException {
    boolean measured = latest.get() != null;
    boolean failed = measured && report.get().agent().state() == AgentSample.State.FAILED;
    String answer = failed ? "the agent has stopped itself\n" : measured ? "ready\n" : "the agent is starting\n";
    answer(exchange, measured && !failed ? 200 : 503, "text/plain; charset=utf-8", text(answer));
  }

  private void writeMetrics(HttpExchange exchange) throws IOException {
    Snapshot snapshot = latest.get();
    if (snapshot == null) {
      answer(exchange, 503, "text/plain; charset=utf-8", text("the agent is starting\n"));
      return;
    }
    String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
    ExpositionFormatWriter writer = accept.contains("application/openmetrics-text")
        ? OpenMetricsTextFormatWriter.create() : PrometheusTextFormatWriter.create();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(body, metrics.of(snapshot, report.get()), EscapingScheme.UNDERSCORE_ESCAPING);
    answer(exchange, 200, writer.getContentType(), body.toByteArray());
  }

  private void writeStatus(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    JsonWriter.write(report.get(), body);
    answer(exchange, 200, "application/json", body.toByteArray());
  }

  private void answering(HttpExchange exchange, String path, Answer page) {
    try (exchange) {
      page.give();
    } catch (Throwable t) {
      log.debug("http " + path, "request for " + path + " failed: " + t);
    }
  }

  private interface Answer {
    void give() throws IOException;
  }

  private boolean isAllowed(HttpExchange exchange) {
    if (!token.isSet()) {
      return true;
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && token.read().map(secret ->
        MessageDigest.isEqual(text(given), text("Bearer " + secret))).orElse(false);
  }

  private static boolean isMethod(HttpExchange exchange, String method) {
    return exchange.getRequestMethod().equals(method);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("X-Content-Type-Options", "nosniff");
    boolean head = isMethod(exchange, "HEAD");
    String encodings = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    byte[] sent = body;
    if (encodings != null && encodings.contains("gzip") && body.length > 1000) {
      headers.set("Content-Encoding", "gzip");
      sent = gzipped(body);
    }
    exchange.sendResponseHeaders(status, head || sent.length == 0 ? -1 : sent.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(sent);
      }
    }
  }

  private static byte[] gzipped(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }
}
