package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Time that inputs stood blocked for the alignment of checkpoint barriers, summed over the checkpoints seen to complete
 * since the job is watched.
 *
 * <p>Flink tells how long a subtask aligned, not which of its inputs stood. The barrier of an input is there when its
 * producers have passed it on, start delay plus alignment after the trigger; the input whose barrier comes last is the one
 * waited for, and the others stand for the whole alignment. Only operators with several inputs are asked about, and the
 * operators before them; nothing is told of a job that has too many of them.
 *
 * <p>Threads: the one that polls.
 */
final class Alignment {

  private static final int MOST_CHECKPOINTS_A_POLL = 2;

  /** A quarter of what a poll may ask. */
  private static final int MOST_REQUESTS_A_POLL = 100;
  private static final long NANOS = 1_000_000;

  private final Set<Long> counted = new HashSet<>();
  private final Map<String, Map<Integer, Long>> nanosByEdge = new HashMap<>();
  private final Map<String, Map<Integer, Long>> startDelays = new HashMap<>();
  private boolean begun;

  /** Counts the checkpoints that completed since the last call. */
  void update(RestPoll poll, String jobPath, Topology graph) throws Unreachable {
    List<Operator> joins = graph.operators().stream().filter(o -> graph.inputsOf(o.id()).size() > 1).toList();
    Set<String> concerned = concerned(graph, joins);
    if (joins.isEmpty() || concerned.size() > MOST_REQUESTS_A_POLL) {
      return;
    }
    Optional<JsonNode> checkpoints = poll.get(jobPath + "/checkpoints");
    if (checkpoints.isEmpty()) {
      return;
    }
    int most = Math.min(MOST_CHECKPOINTS_A_POLL, MOST_REQUESTS_A_POLL / concerned.size());
    Set<Long> present = new HashSet<>();
    List<Long> fresh = new ArrayList<>();
    for (JsonNode checkpoint : checkpoints.get().path("history")) {
      long id = checkpoint.path("id").asLong(-1);
      present.add(id);
      if (!checkpoint.path("status").asString("").equals("COMPLETED") || counted.contains(id)) {
        continue;
      }
      if (begun && fresh.size() < most) {
        fresh.add(0, id);
      } else {
        counted.add(id);
      }
    }
    counted.retainAll(present);
    for (long id : fresh) {
      count(details(poll, jobPath + "/checkpoints/details/" + id + "/subtasks/", concerned), graph, joins);
      counted.add(id);
    }
    begun = true;
    joins.forEach(join -> graph.inputsOf(join.id()).forEach(
        edge -> nanosByEdge.computeIfAbsent(edge.id(), e -> new HashMap<>())));
  }

  /** The total at one subtask; empty where Flink was not asked. */
  Optional<Long> nanos(Edge edge, int subtask) {
    return Optional.ofNullable(nanosByEdge.get(edge.id())).map(bySubtask -> bySubtask.getOrDefault(subtask, 0L));
  }

  /** Of the last checkpoint counted; empty where Flink was not asked, or did not say. */
  Optional<Long> startDelayMillis(Operator operator, int subtask) {
    return Optional.ofNullable(startDelays.get(operator.id())).map(bySubtask -> bySubtask.get(subtask));
  }

  /** Joins and the operators before them; one may be both. */
  private static Set<String> concerned(Topology graph, List<Operator> joins) {
    Set<String> concerned = new LinkedHashSet<>();
    for (Operator join : joins) {
      concerned.add(join.id());
      graph.inputsOf(join.id()).forEach(input -> concerned.add(input.from()));
    }
    return concerned;
  }

  /** What Flink tells of one checkpoint, by operator. */
  private Map<String, JsonNode> details(RestPoll poll, String path, Set<String> operators) throws Unreachable {
    Map<String, JsonNode> told = new HashMap<>();
    for (String operator : operators) {
      poll.get(path + operator).ifPresent(details -> told.put(operator, details));
    }
    told.forEach((operator, details) -> startDelays.put(operator, startDelays(details)));
    return told;
  }

  /** A join is left out where Flink does not tell of it or of all that is before it. */
  private void count(Map<String, JsonNode> told, Topology graph, List<Operator> joins) {
    for (Operator join : joins) {
      List<Edge> inputs = graph.inputsOf(join.id());
      if (!told.containsKey(join.id()) || !inputs.stream().allMatch(input -> told.containsKey(input.from()))) {
        continue;
      }
      long last = inputs.stream().mapToLong(input -> lastPassedOn(told.get(input.from()))).max().orElse(0);
      for (Edge input : inputs) {
        if (lastPassedOn(told.get(input.from())) < last) {
          add(input, told.get(join.id()));
        }
      }
    }
  }

  private static Map<Integer, Long> startDelays(JsonNode details) {
    Map<Integer, Long> bySubtask = new HashMap<>();
    for (JsonNode subtask : details.path("subtasks")) {
      long millis = subtask.path("start_delay").asLong(-1);
      if (millis >= 0) {
        bySubtask.put(subtask.path("index").asInt(-1), millis);
      }
    }
    return bySubtask;
  }

  private void add(Edge stood, JsonNode details) {
    Map<Integer, Long> totals = nanosByEdge.computeIfAbsent(stood.id(), e -> new HashMap<>());
    for (JsonNode subtask : details.path("subtasks")) {
      long millis = subtask.path("alignment").path("duration").asLong(0);
      totals.merge(subtask.path("index").asInt(-1), Math.max(0, millis) * NANOS, Long::sum);
    }
  }

  /** Milliseconds after the trigger at which the last subtask of a producer had passed the barrier on. */
  private static long lastPassedOn(JsonNode details) {
    long last = 0;
    for (JsonNode subtask : details.path("subtasks")) {
      last = Math.max(last,
          subtask.path("start_delay").asLong(0) + subtask.path("alignment").path("duration").asLong(0));
    }
    return last;
  }
}
