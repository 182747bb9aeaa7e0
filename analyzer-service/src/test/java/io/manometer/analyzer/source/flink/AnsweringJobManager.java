package io.manometer.analyzer.source.flink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An HTTP server with the answers that a JobManager would give; where there is none, it says 404. */
final class AnsweringJobManager implements AutoCloseable {

  private final Function<String, Optional<String>> answers;
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;

  /** @param answers JSON by the path of the request */
  AnsweringJobManager(Function<String, Optional<String>> answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  FlinkRest client() {
    return new FlinkRest(address(), Optional.empty());
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    Optional<String> found = answers.apply(exchange.getRequestURI().getPath());
    byte[] body = found.orElse("{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(found.isPresent() ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
