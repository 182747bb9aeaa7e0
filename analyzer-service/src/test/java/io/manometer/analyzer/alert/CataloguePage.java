package io.manometer.analyzer.alert;

import com.sun.net.httpserver.HttpServer;
import io.manometer.wire.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Serves every metric of the agent's catalogue as one worker of a job does whose second operator holds it back: the
 * names, kinds and labels are the catalogue's, only the values are made up.
 */
final class CataloguePage implements AutoCloseable {

  private static final List<String> TASKS = List.of("src", "map", "sink");

  private final HttpServer server;
  private final int worker;
  private final long began = System.nanoTime();

  CataloguePage(int worker) {
    this.worker = worker;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/metrics", exchange -> {
      try (exchange) {
        byte[] page = page().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
      }
    });
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private String page() {
    double seconds = (System.nanoTime() - began) / 1e9;
    StringBuilder page = new StringBuilder();
    for (Metric metric : Metric.values()) {
      page.append("# TYPE ").append(metric.seriesName())
          .append(metric.kind() == Metric.Kind.COUNTER ? " counter\n" : " gauge\n");
      if (metric.labels().contains("task_id") || metric.labels().contains("upstream_task_id")) {
        TASKS.forEach(task -> page.append(line(metric, task, seconds)));
      } else {
        page.append(line(metric, "map", seconds));
      }
    }
    return page.toString();
  }

  private String line(Metric metric, String task, double seconds) {
    StringBuilder labels = new StringBuilder();
    for (String label : metric.labels()) {
      labels.append(labels.isEmpty() ? "" : ",");
      labels.append(label).append("=\"").append(label(label, task, metric)).append('"');
    }
    String series = metric.seriesName() + (labels.isEmpty() ? "" : "{" + labels + "}");
    return series + " " + value(metric, task, seconds) + "\n";
  }

  private String label(String name, String task, Metric metric) {
    String next = TASKS.get(Math.min(TASKS.indexOf(task) + 1, TASKS.size() - 1));
    String state = metric == Metric.AGENT_STATE ? "RUNNING" : "on";
    return Map.ofEntries(
            Map.entry("job_id", "j"), Map.entry("job_name", "Orders"), Map.entry("task_id", task),
            Map.entry("task_name", "Task " + task), Map.entry("subtask_index", String.valueOf(worker)),
            Map.entry("role", task.equals("src") ? "source" : task.equals("sink") ? "sink" : "inner"),
            Map.entry("edge_id", task + "-" + next), Map.entry("upstream_task_id", task),
            Map.entry("downstream_task_id", next), Map.entry("state", state), Map.entry("class", "on_cpu"),
            Map.entry("worker", "w" + worker), Map.entry("tm_id", "w" + worker))
        .getOrDefault(name, name.equals("direction") || name.equals("pool") ? direction(task) : "x");
  }

  private static String direction(String task) {
    return task.equals("map") ? "in" : "out";
  }

  private static double value(Metric metric, String task, double seconds) {
    boolean slow = task.equals("map");
    return switch (metric) {
      case TASK_BUSY -> seconds * (slow ? 0.97 : 0.1);
      case TASK_BACKPRESSURED -> seconds * (task.equals("src") ? 0.85 : 0.0);
      case POOL_USAGE -> 0.95;
      case SOURCE_LAG -> 1000 + 50 * seconds;
      case JOB_SLA_LAG -> 5;
      default -> metric.kind() == Metric.Kind.COUNTER ? seconds * 0.3 : 1;
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
