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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that answers as a real JobManager did, poll by poll; {@link RestRecorder} recorded it. Answers may be changed on
 * the way, to test what breaks.
 */
final class RecordedCluster implements AutoCloseable {

  static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

  /** What was answered. */
  record Answer(int code, String body) {}

  private final JsonMapper json = new JsonMapper();
  private final List<Map<String, List<Answer>>> polls = new ArrayList<>();
  private final List<Long> millis = new ArrayList<>();
  private final Map<String, Deque<Answer>> left = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final HttpServer server;
  private UnaryOperator<Answer> change = answer -> answer;
  private String changedPath = "";
  private String latePath = "";
  private int latePoll = -1;
  private Runnable beforeAnswer = () -> {};
  private int poll;

  /** @param recording a file of the test resources, such as {@code 2.3.0/life} */
  RecordedCluster(String recording) throws IOException {
    this(recording, 0);
  }

  /** @param port to listen on; 0 for a free one */
  RecordedCluster(String recording, int port) throws IOException {
    try (InputStream file = RecordedCluster.class.getResourceAsStream("/flink/" + recording + ".jsonl");
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(json.readTree(line));
      }
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
    turnTo(0);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int polls() {
    return polls.size();
  }

  /** From now on answers as in this poll. */
  void turnTo(int number) {
    poll = number;
    asked.clear();
    left.clear();
    polls.get(poll).forEach((path, answers) -> left.put(path, new ArrayDeque<>(answers)));
    if (poll == latePoll) {
      polls.get(poll - 1).forEach((path, answers) -> {
        if (path.endsWith(latePath) && left.containsKey(path)) {
          left.get(path).addFirst(answers.get(answers.size() - 1));
        }
      });
    }
  }

  /** Changes the answers to paths that contain {@code part}. */
  void change(String part, UnaryOperator<Answer> how) {
    changedPath = part;
    change = how;
  }

  /** In one poll, paths that end with {@code part} are answered as in the poll before when they are first asked for. */
  void renewsLate(int number, String part) {
    latePoll = number;
    latePath = part;
  }

  /** Runs this before each answer. */
  void beforeEachAnswer(Runnable what) {
    beforeAnswer = what;
  }

  /** Paths asked for in the present poll. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The recorded answers to a path in a poll. */
  List<Answer> recorded(int number, String part) {
    return polls.get(number).entrySet().stream()
        .filter(entry -> entry.getKey().contains(part))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /** Polls through the whole recording as the product would, with the recording's own times. */
  List<List<Observation>> observations() throws Exception {
    try (FlinkRest rest = new FlinkRest(address(), Optional.empty())) {
      ClusterPoll cluster = new ClusterPoll(
          rest, job -> true, Optional.empty(), clock(), () -> millis.get(poll) * 1_000_000, time -> {});
      List<List<Observation>> all = new ArrayList<>();
      for (int next = 0; next < polls.size(); next++) {
        turnTo(next);
        all.add(cluster.poll().observations());
      }
      return all;
    }
  }

  /** The time of the present poll. */
  Instant now() {
    return BEGUN.plus(Duration.ofMillis(millis.get(poll)));
  }

  /** Stands at {@link #now}. */
  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void keep(JsonNode line) {
    int index = line.path("poll").asInt();
    while (polls.size() <= index) {
      polls.add(new HashMap<>());
      millis.add(line.path("millis").asLong());
    }
    JsonNode body = line.path("body");
    polls.get(index).computeIfAbsent(line.path("path").asString(), path -> new ArrayList<>()).add(
        new Answer(line.path("code").asInt(), body.isString() ? body.asString() : json.writeValueAsString(body)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    beforeAnswer.run();
    Deque<Answer> answers = left.getOrDefault(path, new ArrayDeque<>());
    Answer answer = answers.size() > 1 ? answers.pollFirst()
        : answers.isEmpty() ? new Answer(404, "{\"errors\":[\"not recorded\"]}") : answers.peekFirst();
    if (!changedPath.isEmpty() && path.contains(changedPath)) {
      answer = change.apply(answer);
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.code(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
