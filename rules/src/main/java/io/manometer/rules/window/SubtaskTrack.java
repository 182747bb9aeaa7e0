package io.manometer.rules.window;

import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.WorkerReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The readings of one subtask in its present attempt that a window can use, oldest first: those within it, the one just
 * before it, none from its warm-up. What its worker said without telling of it is passed over.
 *
 * @param young the subtask is too young for a full window
 */
record SubtaskTrack(SubtaskId id, List<Point> points, boolean young) {

  /** One reading, when it was taken, and what its worker said with it. */
  record Point(Instant at, SubtaskReading reading, WorkerReading worker) {

    Optional<Spent.Totals> totals() {
      return reading.spent() instanceof Spent.Totals t ? Optional.of(t) : Optional.empty();
    }
  }

  static SubtaskTrack of(WorkerTrack worker, SubtaskId id, Instant from, Duration warmUp) {
    Instant anchor = worker.anchor();
    List<Point> points = new ArrayList<>();
    boolean young = false;
    for (int i = worker.readings().size() - 1; i >= 0; i--) {
      Observation observation = worker.readings().get(i);
      Optional<SubtaskReading> reading =
          observation.subtasks().stream().filter(s -> s.id().equals(id)).findFirst();
      if (reading.isEmpty()) {
        continue;
      }
      if (!points.isEmpty() && begunAnew(reading.get(), points.get(0).reading())) {
        break;
      }
      if (warmingUp(reading.get(), warmUp)) {
        young = true;
        break;
      }
      Point point = new Point(anchor.plusNanos(observation.uptimeNanos()), reading.get(), observation.worker());
      points.add(0, point);
      if (!point.at().isAfter(from)) {
        break;
      }
    }
    return new SubtaskTrack(id, List.copyOf(points), young);
  }

  private static boolean begunAnew(SubtaskReading earlier, SubtaskReading later) {
    if (earlier.attempt() != later.attempt()) {
      return true;
    }
    return earlier.spent() instanceof Spent.Totals before
        && later.spent() instanceof Spent.Totals after
        && after.ageNanos() < before.ageNanos();
  }

  private static boolean warmingUp(SubtaskReading reading, Duration warmUp) {
    return reading.spent() instanceof Spent.Totals totals && totals.ageNanos() < warmUp.toNanos();
  }

  Point first() {
    return points.get(0);
  }

  Point last() {
    return points.get(points.size() - 1);
  }

  Duration span() {
    return points.size() < 2 ? Duration.ZERO : Duration.between(first().at(), last().at());
  }

  boolean starting() {
    return young || points.isEmpty();
  }
}
