package io.manometer.rules.window;

import io.manometer.rules.model.SubtaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One second of the window. Subtasks without exact totals over it are left out. */
public record Bucket(Instant from, Map<SubtaskId, Slice> subtasks) {

  public Bucket {
    subtasks = Map.copyOf(subtasks);
  }

  /** Whether it has all subtasks of {@code operator} that the window has: a subtask that was not seen in it was not idle. */
  public boolean saw(OperatorLoad operator) {
    return operator.subtasks().stream().allMatch(s -> subtasks.containsKey(s.id()));
  }

  /**
   * One subtask in one bucket: shares of time, records per second, and the lag of a source at the bucket's end.
   *
   * @param blocked share of the bucket that it waited for each output edge, by id of the edge
   */
  public record Slice(
      double busy,
      double backpressured,
      double idle,
      Map<String, Double> blocked,
      Optional<Double> processed,
      Optional<Double> arrived,
      Optional<Double> lagRecords) {
    public Slice {
      blocked = Map.copyOf(blocked);
    }
  }
}
