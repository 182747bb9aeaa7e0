package io.manometer.analyzer.source.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/** What {@code /jobs/ID/vertices/ID} says of the running subtasks of a vertex. */
record VertexAnswer(List<Subtask> subtasks) {

  VertexAnswer {
    subtasks = List.copyOf(subtasks);
  }

  /**
   * One running subtask with metrics. Times in milliseconds since it began to run.
   *
   * @param busy empty where Flink does not know it, as for sources of the old kind
   * @param idle and {@code backpressured}: waits that still go on are in them up to some seconds ago
   */
  record Subtask(
      int index,
      int attempt,
      String taskManager,
      Optional<Long> busy,
      long idle,
      long backpressured,
      Optional<Long> readRecords,
      Optional<Long> writeRecords,
      Optional<Long> readBytes,
      Optional<Long> writeBytes) {

    /** All time told about; grows with every renewal of the metrics. */
    long told() {
      return busy.orElse(0L) + idle + backpressured;
    }
  }

  static VertexAnswer of(JsonNode vertex) {
    List<Subtask> running = new ArrayList<>();
    for (JsonNode subtask : vertex.path("subtasks")) {
      if (subtask.path("status").asString("").equals("RUNNING")) {
        subtask(subtask).ifPresent(running::add);
      }
    }
    return new VertexAnswer(running);
  }

  /** Empty while the JobManager has no metrics of the subtask: it then writes zeros. */
  private static Optional<Subtask> subtask(JsonNode subtask) {
    JsonNode metrics = subtask.path("metrics");
    Optional<Long> busy = millis(metrics.path("accumulated-busy-time"));
    Optional<Long> idle = millis(metrics.path("accumulated-idle-time"));
    Optional<Long> backpressured = millis(metrics.path("accumulated-backpressured-time"));
    Subtask read = new Subtask(
        subtask.path("subtask").asInt(-1),
        subtask.path("attempt").asInt(0),
        taskManager(subtask),
        busy,
        idle.orElse(0L),
        backpressured.orElse(0L),
        complete(metrics, "read-records"),
        complete(metrics, "write-records"),
        complete(metrics, "read-bytes"),
        complete(metrics, "write-bytes"));
    boolean known = read.index() >= 0 && !read.taskManager().isEmpty()
        && (read.told() > 0 || read.readRecords().isPresent());
    return known ? Optional.of(read) : Optional.empty();
  }

  private static String taskManager(JsonNode subtask) {
    String id = subtask.path("taskmanager-id").asString("");
    return id.equals("(unassigned)") ? "" : id;
  }

  private static Optional<Long> complete(JsonNode metrics, String name) {
    boolean complete = metrics.path(name + "-complete").asBoolean(false);
    return complete ? count(metrics.path(name), JsonNode::asLong) : Optional.empty();
  }

  private static Optional<Long> millis(JsonNode value) {
    return count(value, node -> Math.round(node.asDouble()));
  }

  /** NaN comes as text or as a number that is not finite. */
  private static Optional<Long> count(JsonNode value, ToLongFunction<JsonNode> read) {
    boolean usable = value.isNumber() && Double.isFinite(value.asDouble());
    return usable ? Optional.of(Math.max(0, read.applyAsLong(value))) : Optional.empty();
  }
}
