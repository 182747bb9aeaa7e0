package io.manometer.analyzer.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of alerts on a loopback port, which can be told to misbehave and notes what it took. */
final class HookServer implements AutoCloseable {

  /** One request as it came. */
  record Request(Instant at, String path, String body, String idempotencyKey, String signature, int answered) {

    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    /** The alerts within, in either of the two shapes. */
    List<JsonNode> alerts() {
      JsonNode alerts = json().isArray() ? json() : json().get("alerts");
      return StreamSupport.stream(alerts.spliterator(), false).toList();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile Duration delay = Duration.ZERO;

  private HookServer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  static HookServer start() {
    return new HookServer(0);
  }

  static HookServer start(int port) {
    return new HookServer(port);
  }

  HookServer answering(int code) {
    status = code;
    return this;
  }

  HookServer after(Duration time) {
    delay = time;
    return this;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  /** All requests, in the order in which they came. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Those that were answered with a yes. */
  List<Request> taken() {
    return requests.stream().filter(r -> r.answered() / 100 == 2).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int answer = status;
      requests.add(new Request(Instant.now(), exchange.getRequestURI().toString(), body,
          exchange.getRequestHeaders().getFirst("Idempotency-Key"),
          exchange.getRequestHeaders().getFirst("X-Manometer-Signature"), answer));
      hesitate();
      exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private void hesitate() {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
