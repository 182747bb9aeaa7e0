package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private static final Operator LEFT = operator("left", Operator.Role.SOURCE);
  private static final Operator RIGHT = operator("right", Operator.Role.SOURCE);
  private static final Operator JOIN = operator("join", Operator.Role.SINK);
  private static final Edge QUICK = new Edge("e1", "left", "join", Edge.Partitioning.HASH);
  private static final Edge SLOW = new Edge("e2", "right", "join", Edge.Partitioning.HASH);
  private static final Topology GRAPH =
      new Topology("job", "job", "flink", List.of(LEFT, RIGHT, JOIN), List.of(QUICK, SLOW), Optional.empty());

  private final Map<String, String> answers = new HashMap<>();
  private final Alignment alignment = new Alignment();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theInputWhoseBarrierCameFirstStoodForTheWholeAlignment() throws Unreachable {
    update();
    checkpoint(1, 0, 700, 900, 600);
    update(1);
    assertThat(alignment.nanos(QUICK, 0)).contains(600_000_000L);
    assertThat(alignment.nanos(SLOW, 0)).contains(0L);
  }

  @Test
  void theStartDelayIsThatOfTheLastCheckpointAlsoWhereTwoCompletedAtOnce() throws Unreachable {
    update();
    checkpoint(1, 0, 700, 900, 600);
    checkpoint(2, 5, 50, 120, 40);
    update(2, 1);
    assertThat(alignment.startDelayMillis(JOIN, 0)).contains(120L);
    assertThat(alignment.startDelayMillis(RIGHT, 0)).contains(50L);
    assertThat(alignment.startDelayMillis(JOIN, 1)).isEmpty();
  }

  @Test
  void aCheckpointThatCompletedBeforeTheJobWasWatchedTellsNothing() throws Unreachable {
    checkpoint(1, 0, 700, 900, 600);
    update(1);
    update(1);
    assertThat(alignment.nanos(QUICK, 0)).contains(0L);
    assertThat(alignment.startDelayMillis(JOIN, 0)).isEmpty();
  }

  /** One poll that finds these checkpoints complete, the newest first. */
  private void update(int... completed) throws Unreachable {
    StringBuilder history = new StringBuilder();
    for (int id : completed) {
      history.append(history.isEmpty() ? "" : ",").append("{\"id\":" + id + ",\"status\":\"COMPLETED\"}");
    }
    answers.put("/jobs/job/checkpoints", "{\"history\":[" + history + "]}");
    try (FlinkRest rest =
        new FlinkRest(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Optional.empty())) {
      alignment.update(new RestPoll(rest, 100, Long.MAX_VALUE, () -> 0), "/jobs/job", GRAPH);
    }
  }

  private void checkpoint(int id, long left, long right, long join, long aligned) {
    String path = "/jobs/job/checkpoints/details/" + id + "/subtasks/";
    answers.put(path + "left", subtasks(left, 0));
    answers.put(path + "right", subtasks(right, 0));
    answers.put(path + "join", subtasks(join, aligned));
  }

  private static String subtasks(long startDelay, long aligned) {
    return "{\"subtasks\":[{\"index\":0,\"status\":\"completed\",\"start_delay\":" + startDelay
        + ",\"alignment\":{\"duration\":" + aligned + "}}]}";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String found = answers.get(exchange.getRequestURI().getPath());
    byte[] body = (found == null ? "{}" : found).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Operator operator(String id, Operator.Role role) {
    return new Operator(id, id, 1, Optional.empty(), role, List.of());
  }
}
