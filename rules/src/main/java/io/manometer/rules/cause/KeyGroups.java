package io.manometer.rules.cause;

import io.manometer.rules.window.SubtaskLoad;
import java.util.List;
import java.util.Optional;

/** How a fixed number of key groups falls on a number of subtasks: group g goes to subtask g x P / G. */
record KeyGroups(int groups, int subtasks) {

  int of(int subtask) {
    return end(subtask) - end(subtask - 1);
  }

  private int end(int subtask) {
    return (int) (((long) (subtask + 1) * groups + subtasks - 1) / subtasks);
  }

  /** Groups of the fullest subtask against the mean. */
  double worst() {
    int most = 0;
    for (int i = 0; i < subtasks; i++) {
      most = Math.max(most, of(i));
    }
    return (double) most * subtasks / groups;
  }

  /** Whether records fall as the groups do, each subtask within {@code tolerance} of its due. */
  boolean explains(List<SubtaskLoad> loads, double tolerance) {
    Optional<Double> all = loads.stream().map(s -> s.processed().orElse(0.0)).reduce(Double::sum);
    if (loads.size() != subtasks || all.orElse(0.0) <= 0) {
      return false;
    }
    return loads.stream()
        .allMatch(
            s -> {
              double due = all.get() * of(s.id().index()) / groups;
              return Math.abs(s.processed().orElse(0.0) - due) <= tolerance * due;
            });
  }

  /** The parallelism nearest to the present one that spreads the groups evenly. */
  int evenNear() {
    for (int d = 0; d <= groups; d++) {
      if (subtasks + d <= groups && groups % (subtasks + d) == 0) {
        return subtasks + d;
      }
      if (subtasks - d > 0 && groups % (subtasks - d) == 0) {
        return subtasks - d;
      }
    }
    return subtasks;
  }
}
