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
 * @param incarnation of the worker that it runs in
 * @param process that it runs in, by host and number; empty where not known
 * @param age since when it is measured, which is from its start unless the measuring began later; empty where not known
 * @param seen when this was so
 */
public record Attempt(
    int number, String incarnation, Optional<String> process, Optional<Duration> age, Instant seen) {

  static Attempt of(SubtaskReading reading, WorkerReading worker, Instant seen) {
    Optional<Duration> age =
        reading.spent() instanceof Spent.Totals totals
            ? Optional.of(Duration.ofNanos(totals.ageNanos()))
            : Optional.empty();
    Optional<String> process = Optional.of(worker.pid()).filter(pid -> pid > 0).map(pid -> worker.host() + " " + pid);
    return new Attempt(reading.attempt(), worker.incarnation(), process, age, seen);
  }

  /** As far as that is known: the instant at which it was first measured, or the one at which it was seen. */
  public Instant began() {
    return age.map(seen::minus).orElse(seen);
  }

  /**
   * Whether the subtask was started anew since {@code before}. With the same number it was when it runs in another
   * process, or is younger to the same agent; to another agent it is as young as that agent.
   */
  public boolean startedAnewSince(Attempt before) {
    if (number != before.number) {
      return true;
    }
    return incarnation.equals(before.incarnation)
        ? age.flatMap(now -> before.age.map(then -> now.compareTo(then) < 0)).orElse(false)
        : process.flatMap(now -> before.process.map(then -> !now.equals(then))).orElse(false);
  }
}
