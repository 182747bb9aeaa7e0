package io.manometer.analyzer.source.flink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.manometer.rules.model.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that answers as a real JobManager did, poll by poll. Answers may be changed on the way, to test what breaks. */
final class RecordedCluster implements AutoCloseable {

  static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

  /** What was answered. */
  record Answer(int code, String body) {}

  private final List<Map<String, Answer>> polls = new ArrayList<>();
  private final List<Long> millis = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final HttpServer server;
  private UnaryOperator<Answer> change = answer -> answer;
  private String changedPath = "";
  private int poll;

  RecordedCluster(String recording) throws IOException {
    JsonMapper json = new JsonMapper();
    try (InputStream file = RecordedCluster.class.getResourceAsStream("/flink/" + recording + ".jsonl.gz");
        BufferedReader lines = new BufferedReader(
            new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(json.readTree(line));
      }
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Changes the answers to paths that contain {@code part}. */
  void change(String part, UnaryOperator<Answer> how) {
    changedPath = part;
    change = how;
  }

  /** Paths asked for in the last poll made. */
  List<String> asked() {
    return asked;
  }

  /** Polls through the whole recording as the product would, with the recording's own times. */
  List<List<Observation>> observations() throws Exception {
    try (FlinkRest rest = new FlinkRest(address(), Optional.empty())) {
      ClusterPoll cluster = new ClusterPoll(
          rest, job -> true, clock(), () -> millis.get(poll) * 1_000_000, time -> {});
      List<List<Observation>> all = new ArrayList<>();
      for (poll = 0; poll < polls.size(); poll++) {
        asked.clear();
        all.add(cluster.poll().observations());
      }
      return all;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return BEGUN.plus(Duration.ofMillis(millis.get(poll)));
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }

  private void keep(JsonNode line) {
    int index = line.path("poll").asInt();
    while (polls.size() <= index) {
      polls.add(new HashMap<>());
      millis.add(line.path("millis").asLong());
    }
    polls.get(index).put(
        line.path("path").asString(), new Answer(line.path("code").asInt(), line.path("body").asString()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    Answer answer = polls.get(poll).getOrDefault(path, new Answer(404, "{\"errors\":[\"not recorded\"]}"));
    if (!changedPath.isEmpty() && path.contains(changedPath)) {
      answer = change.apply(answer);
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.code(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
