package io.manometer.benchmarks.overhead;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Takes snapshots and throws them away: an analyzer at work on the same two cores would be measured too. */
final class SnapshotSink implements AutoCloseable {

  private final HttpServer server;
  private volatile boolean tasksSeen;

  SnapshotSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext("/", exchange -> {
      byte[] snapshot = exchange.getRequestBody().readAllBytes();
      tasksSeen = tasksSeen || text(snapshot).contains("\"subtasks\":[{");
      exchange.sendResponseHeaders(202, -1);
      exchange.close();
    });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** An agent that sees no task costs nothing: what was measured since this was last asked counts only if one did. */
  void failUnlessTasksWereSeen() {
    if (!tasksSeen) {
      throw new IllegalStateException("no snapshot with tasks arrived, so no agent was measured");
    }
    tasksSeen = false;
  }

  private static String text(byte[] gzipped) throws IOException {
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
