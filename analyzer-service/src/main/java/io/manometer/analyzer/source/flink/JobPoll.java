package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.flink.VertexAnswer.Subtask;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.Topology;
import io.manometer.rules.model.WorkerReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads one job, poll by poll. It remembers what was read before, because values that Flink has not renewed since then
 * are no news.
 *
 * <p>Threads: the one that polls.
 */
final class JobPoll {

  private static final int ASK_AGAIN_AFTER_POLLS = 6;

  private final String path;
  private final Alignment alignment = new Alignment();
  private final Map<SubtaskId, Seen> seen = new HashMap<>();
  private final Map<String, String> sourceNames = new HashMap<>();
  private int polls;
  private int firstVertex;

  /** What was read of a subtask last. */
  private record Seen(int attempt, long told, long backpressured, Instant at) {}

  JobPoll(String job) {
    this.path = "/jobs/" + job;
  }

  /** The job's details. Asking for them also makes Flink renew its metrics, if those are older than ten seconds. */
  Optional<JsonNode> details(RestPoll poll) throws Unreachable {
    return poll.get(path);
  }

  /**
   * One observation for each TaskManager with news.
   *
   * @param at when the details were asked for, which is when Flink renewed its metrics
   * @param uptimeNanos the same on a monotonic clock
   */
  List<Observation> read(RestPoll poll, JsonNode details, String runtime, Instant at, long uptimeNanos)
      throws Unreachable {
    Topology graph = Graph.of(details, runtime);
    alignment.update(poll, path, graph);
    Map<String, List<SubtaskReading>> byTaskManager = new HashMap<>();
    List<Operator> operators = graph.operators();
    for (int i = 0; i < operators.size(); i++) {
      int next = (firstVertex + i) % operators.size();
      if (poll.spent()) {
        firstVertex = next;
        break;
      }
      read(poll, graph, operators.get(next), at, byTaskManager);
    }
    polls++;
    Map<String, WorkerReading> workers = TaskManagers.read(poll, byTaskManager.keySet(), runtime);
    List<Observation> observations = new ArrayList<>();
    byTaskManager.forEach((id, subtasks) -> Optional.ofNullable(workers.get(id)).ifPresent(
        worker -> observations.add(new Observation(graph, worker, at, uptimeNanos, subtasks))));
    return observations;
  }

  private void read(
      RestPoll poll, Topology graph, Operator operator, Instant at, Map<String, List<SubtaskReading>> byTaskManager)
      throws Unreachable {
    String vertexPath = path + "/vertices/" + operator.id();
    Optional<JsonNode> answer = poll.get(vertexPath);
    if (answer.isEmpty()) {
      return;
    }
    List<Subtask> subtasks = VertexAnswer.of(answer.get()).subtasks();
    SubtaskMetrics metrics = SubtaskMetrics.read(
        poll, vertexPath + "/metrics", subtasks, !graph.inputsOf(operator.id()).isEmpty(),
        !graph.outputsOf(operator.id()).isEmpty(), sourceName(poll, operator, vertexPath));
    VertexReadings readings = new VertexReadings(graph, operator, metrics, alignment, at);
    for (Subtask subtask : subtasks) {
      SubtaskId id = new SubtaskId(operator.id(), subtask.index());
      Optional<Seen> before = Optional.ofNullable(seen.put(
          id, new Seen(subtask.attempt(), subtask.told(), subtask.backpressured(), at)))
          .filter(s -> s.attempt() == subtask.attempt());
      reading(readings, subtask, before, at).ifPresent(
          reading -> byTaskManager.computeIfAbsent(subtask.taskManager(), tm -> new ArrayList<>()).add(reading));
    }
  }

  private static Optional<SubtaskReading> reading(
      VertexReadings readings, Subtask subtask, Optional<Seen> before, Instant at) {
    if (before.filter(s -> s.told() == subtask.told()).isPresent()) {
      return Optional.empty();
    }
    if (subtask.busy().isPresent()) {
      return Optional.of(readings.exact(subtask));
    }
    return before.map(s -> {
      Duration since = Duration.between(s.at(), at);
      double share = (double) (subtask.backpressured() - s.backpressured()) / Math.max(1, since.toMillis());
      return readings.withoutBusy(subtask, share, since);
    });
  }

  /** Asked for until it is known, and again now and then: a source registers its metrics when it likes. */
  private String sourceName(RestPoll poll, Operator operator, String vertexPath) throws Unreachable {
    if (!operator.isSource()) {
      return "";
    }
    String known = sourceNames.getOrDefault(operator.id(), "");
    if (known.isEmpty() && polls % ASK_AGAIN_AFTER_POLLS < 2) {
      known = SubtaskMetrics.sourceIn(poll.metricNames(vertexPath + "/metrics"));
      sourceNames.put(operator.id(), known);
    }
    return known;
  }
}
