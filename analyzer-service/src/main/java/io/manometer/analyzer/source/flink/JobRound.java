package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.flink.VertexAnswer.Subtask;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One poll of one job: reads its vertices and gives one observation for each TaskManager with news. */
final class JobRound {

  private static final int MOST_WITH_BUFFERS = 32;

  private final JobPoll job;
  private final Topology graph;
  private final Instant at;
  private final long uptimeNanos;
  private final Map<String, Map<SubtaskId, SubtaskReading>> byTaskManager = new HashMap<>();
  private final List<Operator> behind = new ArrayList<>();

  JobRound(JobPoll job, Topology graph, Instant at, long uptimeNanos) {
    this.job = job;
    this.graph = graph;
    this.at = at;
    this.uptimeNanos = uptimeNanos;
  }

  Topology graph() {
    return graph;
  }

  /**
   * Reads all vertices, or as many as the poll has requests for; the next poll goes on with the others.
   *
   * @return whether it came to all
   */
  boolean read(RestPoll poll) throws Unreachable {
    if (poll.spent()) {
      return false;
    }
    job.begin(poll, graph, at);
    int read = 0;
    for (Operator operator : job.inTurn(graph)) {
      if (poll.spent()) {
        job.leftOffAfter(read);
        return false;
      }
      read(poll, operator);
      read++;
    }
    return true;
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

  List<Observation> observations(TaskManagers taskManagers) throws Unreachable {
    List<Observation> observations = new ArrayList<>();
    for (Map.Entry<String, Map<SubtaskId, SubtaskReading>> read : byTaskManager.entrySet()) {
      taskManagers.reading(read.getKey()).ifPresent(worker -> observations.add(
          new Observation(graph, worker, at, uptimeNanos, List.copyOf(read.getValue().values()))));
    }
    return observations;
  }

  private void read(RestPoll poll, Operator operator) throws Unreachable {
    String path = job.path() + "/vertices/" + operator.id();
    Optional<JsonNode> answer = poll.get(path);
    if (answer.isEmpty()) {
      return;
    }
    List<Subtask> subtasks = VertexAnswer.of(answer.get()).subtasks();
    List<Subtask> renewed = subtasks.stream().filter(subtask -> job.isNews(id(operator, subtask), subtask)).toList();
    if (renewed.size() < subtasks.size()) {
      behind.add(operator);
    }
    if (!renewed.isEmpty()) {
      SubtaskMetrics metrics = SubtaskMetrics.read(
          poll, path + "/metrics", renewed, pressed(operator, renewed), !graph.inputsOf(operator.id()).isEmpty(),
          !graph.outputsOf(operator.id()).isEmpty(), job.sourceName(poll, operator, path));
      VertexReadings readings = new VertexReadings(graph, operator, metrics, job.alignment(), at);
      renewed.forEach(subtask -> keep(id(operator, subtask), subtask, readings));
    }
  }

  /** Those that were busy or backpressured most of late, as many as one vertex may ask for the buffers of. */
  private List<Subtask> pressed(Operator operator, List<Subtask> subtasks) {
    Comparator<Subtask> byPressure = Comparator.comparing(subtask -> pressure(id(operator, subtask), subtask));
    return subtasks.stream().sorted(byPressure.reversed()).limit(MOST_WITH_BUFFERS)
        .sorted(Comparator.comparingInt(Subtask::index)).toList();
  }

  private long pressure(SubtaskId id, Subtask subtask) {
    return job.before(id, subtask).map(JobPoll.Seen::subtask)
        .map(last -> Math.max(
            subtask.busy().orElse(0L) - last.busy().orElse(0L), subtask.backpressured() - last.backpressured()))
        .orElse(0L);
  }

  private void keep(SubtaskId id, Subtask subtask, VertexReadings readings) {
    Optional<SubtaskReading> reading = subtask.busy().isPresent()
        ? Optional.of(readings.exact(subtask, job.stacks(id)))
        : job.before(id, subtask).map(last -> withoutBusy(readings, last, subtask));
    job.remember(id, subtask, at);
    reading.ifPresent(r -> byTaskManager.computeIfAbsent(subtask.taskManager(), tm -> new TreeMap<>()).put(id, r));
  }

  private SubtaskReading withoutBusy(VertexReadings readings, JobPoll.Seen last, Subtask subtask) {
    Duration since = Duration.between(last.at(), at);
    long grown = subtask.backpressured() - last.subtask().backpressured();
    return readings.withoutBusy(subtask, (double) grown / Math.max(1, since.toMillis()), since);
  }

  private static SubtaskId id(Operator operator, Subtask subtask) {
    return new SubtaskId(operator.id(), subtask.index());
  }
}
