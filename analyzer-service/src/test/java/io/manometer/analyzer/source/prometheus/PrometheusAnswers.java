package io.manometer.analyzer.source.prometheus;


import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server that answers as Prometheus 2.42 does, with the series that it was given. */
final class PrometheusAnswers implements AutoCloseable {

  private static final String OF_MAP = "job_id=j,task_id=m,subtask_index=0";
  private static final String OF_FLINK = "job_id=j,job_name=orders,task_id=m,task_name=map,subtask_index=0,"
      + "task_attempt_num=1,tm_id=tm-1,host=h";

  final List<String> asked = new ArrayList<>();
  final List<String> series = new ArrayList<>();
  int code = 200;
  Optional<String> page = Optional.empty();
  private final HttpServer server;

  PrometheusAnswers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/query", this::answer);
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What an agent serves of one task, in a scrape of its own. */
  void agentScrape(long second, double busy, double idle, double backpressured) {
    add("manometer_agent_info", "version=1,worker=tm-1@host,host=host,runtime=flink", second, 1);
    add("manometer_job_info", "job_id=j,job_name=orders,runtime=flink", second, 1);
    add("manometer_task_info", "job_id=j,task_id=m,task_name=map,parallelism=1,role=sink", second, 1);
    add("manometer_edge_info",
        "job_id=j,edge_id=e,upstream_task_id=s,downstream_task_id=m,partitioner=hash", second, 1);
    add("manometer_subtask_info", OF_MAP + ",task_attempt_num=0,tm_id=tm-1@host,host=host", second, 1);
    add("manometer_task_busy_seconds_total", OF_MAP, second, busy);
    add("manometer_task_idle_seconds_total", OF_MAP, second, idle);
    add("manometer_task_backpressured_seconds_total", OF_MAP, second, backpressured);
    add("manometer_buffer_pool_used_buffers", OF_MAP + ",pool=out", second, 8);
    add("manometer_buffer_pool_size_buffers", OF_MAP + ",pool=out", second, 10);
  }

  /** What Flink's own reporter serves of one task and its worker. */
  void reporterScrape(long second) {
    add("flink_taskmanager_job_task_accumulateBusyTimeMs", OF_FLINK, second, 5000);
    add("flink_taskmanager_job_task_accumulateIdleTimeMs", OF_FLINK, second, 3000);
    add("flink_taskmanager_job_task_accumulateBackPressuredTimeMs", OF_FLINK, second, 2000);
    add("flink_taskmanager_job_task_numRecordsIn", OF_FLINK, second, 77);
    add("flink_taskmanager_Status_JVM_GarbageCollector_G1_Young_Generation_Time", "tm_id=tm-1", second, 140);
    add("flink_taskmanager_Status_JVM_GarbageCollector_All_Time", "tm_id=tm-1", second, 900);
  }

  private void add(String name, String labels, long second, double value) {
    StringBuilder metric = new StringBuilder("\"__name__\":\"" + name + "\",\"instance\":\"i:1\",\"job\":\"p\"");
    for (String label : labels.split(",")) {
      String[] pair = label.split("=");
      metric.append(",\"").append(pair[0]).append("\":\"").append(pair[1]).append('"');
    }
    String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    series.add("{\"metric\":{" + metric + "},\"values\":[[" + second + ",\"" + number + "\"]]}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String query = URLDecoder.decode(form.substring("query=".length(), form.indexOf('&')), StandardCharsets.UTF_8);
    asked.add(query);
    String prefix = query.contains("manometer_") ? "\"manometer_" : "\"flink_";
    String body = page.isPresent() ? page.get() : code == 200
        ? "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
            + String.join(",", series.stream().filter(one -> one.contains(prefix)).toList()) + "]}}"
        : "{\"status\":\"error\",\"errorType\":\"execution\","
            + "\"error\":\"query processing would load too many samples into memory\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
