package io.manometer.agent.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.manometer.wire.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The receiving end of the push: reads each snapshot strictly into the wire's records and keeps it. */
final class Analyzer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final List<Throwable> unreadable = new ArrayList<>();
  private volatile int answer = 202;
  private volatile boolean silent;

  Analyzer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/api/v1/snapshots", this::take);
    server.start();
  }

  /** As the agent's option wants it. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Analyzer answering(int status) {
    answer = status;
    return this;
  }

  /** Takes connections and never answers. */
  Analyzer silent() {
    silent = true;
    return this;
  }

  /** Waits until the snapshots so far fulfil a condition, and returns them. */
  synchronized List<Snapshot> await(Predicate<List<Snapshot>> enough) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!enough.test(snapshots)) {
      if (!unreadable.isEmpty()) {
        throw new AssertionError("a snapshot could not be read", unreadable.get(0));
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("not in time; the last of " + snapshots.size() + " snapshots: "
            + (snapshots.isEmpty() ? null : snapshots.get(snapshots.size() - 1)));
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return List.copyOf(snapshots);
  }

  synchronized List<Snapshot> received() {
    return List.copyOf(snapshots);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    if (silent) {
      return;
    }
    try (exchange) {
      read(exchange);
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private synchronized void read(HttpExchange exchange) {
    try (GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
      snapshots.add(JSON.readValue(body, Snapshot.class));
    } catch (IOException | RuntimeException e) {
      unreadable.add(e);
    }
    notifyAll();
  }
}
