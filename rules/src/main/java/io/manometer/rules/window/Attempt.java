package io.manometer.rules.window;

import io.manometer.rules.model.Spent;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.WorkerReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The attempt in which a subtask runs.
 *
 * @param number counts the restarts of the subtask, as far as the runtime does
 * @param worker id of the worker that it runs in, {@code incarnation} and {@code pid} of that worker
 * @param age since when it is measured, which is from its start unless the measuring began later; empty where not known
 * @param seen when this was so
 */
public record Attempt(
    int number, String worker, String incarnation, long pid, Optional<Duration> age, Instant seen) {

  static Attempt of(SubtaskReading reading, WorkerReading worker, Instant seen) {
    Optional<Duration> age =
        reading.spent() instanceof Spent.Totals totals
            ? Optional.of(Duration.ofNanos(totals.ageNanos()))
            : Optional.empty();
    return new Attempt(reading.attempt(), worker.id(), worker.incarnation(), worker.pid(), age, seen);
  }

  /** As far as that is known: the instant at which it was first measured, or the one at which it was seen. */
  public Instant began() {
    return age.map(seen::minus).orElse(seen);
  }

  /**
   * Whether the subtask was started anew since {@code before}. A lower age alone does not tell: whoever begins to measure
   * a subtask that runs already counts from there.
   */
  public boolean startedAnewSince(Attempt before) {
    if (number != before.number) {
      return true;
    }
    if (!worker.equals(before.worker)) {
      return false;
    }
    return incarnation.equals(before.incarnation)
        ? age.flatMap(now -> before.age.map(then -> now.compareTo(then) < 0)).orElse(false)
        : pid > 0 && before.pid > 0 && pid != before.pid;
  }
}
