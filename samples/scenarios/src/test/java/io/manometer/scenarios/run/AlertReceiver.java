package io.manometer.scenarios.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook on loopback that takes all and notes each alert under the path that it was posted to. */
final class AlertReceiver implements AutoCloseable {

  /**
   * One alert as it came.
   *
   * @param nanos {@link System#nanoTime} when it came
   */
  record Told(String path, long nanos, JsonNode alert) {

    /** Such as {@code /direct firing ManometerBusy write}. */
    @Override
    public String toString() {
      JsonNode labels = alert.path("labels");
      return path + " " + alert.path("status").asString() + " " + labels.path("alertname").asString() + " "
          + labels.path("task_name").asString();
    }
  }

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  AlertReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode message = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
      message.path("alerts").forEach(
          alert -> told.add(new Told(exchange.getRequestURI().getPath(), System.nanoTime(), alert)));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** In the order in which they came. */
  List<String> told() {
    return told.stream().map(Told::toString).toList();
  }

  Optional<Told> first(String text) {
    return told.stream().filter(each -> each.toString().equals(text)).findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
