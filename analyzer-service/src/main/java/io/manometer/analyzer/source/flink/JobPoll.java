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
import java.util.TreeMap;
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
   * Begins to read the job.
   *
   * @param at when the details were asked for, which is when Flink renewed its metrics
   * @param uptimeNanos the same on a monotonic clock
   */
  Round round(JsonNode details, String runtime, Instant at, long uptimeNanos) {
    return new Round(Graph.of(details, runtime), runtime, at, uptimeNanos);
  }

  /** One poll of the job. */
  final class Round {

    private final Topology graph;
    private final String runtime;
    private final Instant at;
    private final long uptimeNanos;
    private final Map<String, Map<SubtaskId, SubtaskReading>> byTaskManager = new HashMap<>();
    private final List<Operator> behind = new ArrayList<>();

    private Round(Topology graph, String runtime, Instant at, long uptimeNanos) {
      this.graph = graph;
      this.runtime = runtime;
      this.at = at;
      this.uptimeNanos = uptimeNanos;
    }

    /** Reads all vertices, or as many as the poll has requests for; the next poll goes on with the others. */
    void read(RestPoll poll) throws Unreachable {
      alignment.update(poll, path, graph);
      List<Operator> operators = graph.operators();
      for (int i = 0; i < operators.size(); i++) {
        int next = (firstVertex + i) % operators.size();
        if (poll.spent()) {
          firstVertex = next;
          break;
        }
        read(poll, operators.get(next));
      }
      polls++;
    }

    /**
     * Whether a vertex gave the values of the poll before. Flink renews its metrics in the background and one TaskManager
     * after the other, and others who ask it decide when; it may be at it.
     */
    boolean isBehind() {
      return !behind.isEmpty();
    }

    /** Reads the vertices that were behind once more. */
    void readBehind(RestPoll poll) throws Unreachable {
      List<Operator> again = List.copyOf(behind);
      behind.clear();
      for (Operator operator : again) {
        read(poll, operator);
      }
    }

    /** One observation for each TaskManager with news. */
    List<Observation> observations(RestPoll poll) throws Unreachable {
      Map<String, WorkerReading> workers = TaskManagers.read(poll, byTaskManager.keySet(), runtime);
      List<Observation> observations = new ArrayList<>();
      byTaskManager.forEach((id, subtasks) -> Optional.ofNullable(workers.get(id)).ifPresent(worker ->
          observations.add(new Observation(graph, worker, at, uptimeNanos, List.copyOf(subtasks.values())))));
      return observations;
    }

    private void read(RestPoll poll, Operator operator) throws Unreachable {
      String vertexPath = path + "/vertices/" + operator.id();
      Optional<JsonNode> answer = poll.get(vertexPath);
      if (answer.isEmpty()) {
        return;
      }
      List<Subtask> subtasks = VertexAnswer.of(answer.get()).subtasks();
      List<Subtask> renewed = subtasks.stream().filter(subtask -> isNews(operator, subtask)).toList();
      if (renewed.size() < subtasks.size()) {
        behind.add(operator);
      }
      if (renewed.isEmpty()) {
        return;
      }
      SubtaskMetrics metrics = SubtaskMetrics.read(
          poll, vertexPath + "/metrics", renewed, !graph.inputsOf(operator.id()).isEmpty(),
          !graph.outputsOf(operator.id()).isEmpty(), sourceName(poll, operator, vertexPath));
      VertexReadings readings = new VertexReadings(graph, operator, metrics, alignment, at);
      renewed.forEach(subtask -> keep(operator, subtask, readings));
    }

    private void keep(Operator operator, Subtask subtask, VertexReadings readings) {
      SubtaskId id = new SubtaskId(operator.id(), subtask.index());
      Optional<Seen> before = before(id, subtask);
      seen.put(id, new Seen(subtask.attempt(), subtask.told(), subtask.backpressured(), at));
      Optional<SubtaskReading> reading =
          subtask.busy().isPresent() ? Optional.of(readings.exact(subtask)) : withoutBusy(readings, subtask, before);
      reading.ifPresent(r -> byTaskManager.computeIfAbsent(subtask.taskManager(), tm -> new TreeMap<>()).put(id, r));
    }

    private Optional<SubtaskReading> withoutBusy(VertexReadings readings, Subtask subtask, Optional<Seen> before) {
      return before.map(s -> {
        Duration since = Duration.between(s.at(), at);
        double share = (double) (subtask.backpressured() - s.backpressured()) / Math.max(1, since.toMillis());
        return readings.withoutBusy(subtask, share, since);
      });
    }
  }

  /** The time of a subtask grows with every renewal; where Flink does not know all of it, there is nothing to tell by. */
  private boolean isNews(Operator operator, Subtask subtask) {
    return subtask.busy().isEmpty()
        || before(new SubtaskId(operator.id(), subtask.index()), subtask)
            .filter(s -> s.told() == subtask.told())
            .isEmpty();
  }

  private Optional<Seen> before(SubtaskId id, Subtask subtask) {
    return Optional.ofNullable(seen.get(id)).filter(s -> s.attempt() == subtask.attempt());
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
