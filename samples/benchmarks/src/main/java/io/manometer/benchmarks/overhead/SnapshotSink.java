package io.manometer.benchmarks.overhead;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** Takes snapshots and throws them away: an analyzer at work on the same two cores would be measured too. */
final class SnapshotSink implements AutoCloseable {

  private final HttpServer server;
  private final AtomicLong taken = new AtomicLong();

  SnapshotSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(202, -1);
      exchange.close();
      taken.incrementAndGet();
    });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Snapshots so far: the proof that an agent was at work. */
  long taken() {
    return taken.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
