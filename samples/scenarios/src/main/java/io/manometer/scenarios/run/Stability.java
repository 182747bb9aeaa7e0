package io.manometer.scenarios.run;

import java.time.Duration;
import java.util.Optional;

/**
 * When an answer has stood for long enough to be believed.
 *
 * @param named for an operator and a cause
 * @param healthy for a report that names no bottleneck
 * @param open for an operator whose cause is left open; empty when that is not to be believed at all
 */
record Stability(Duration named, Duration healthy, Optional<Duration> open) {

  boolean reached(Answer answer, Duration unchanged) {
    return needed(answer).filter(time -> unchanged.compareTo(time) >= 0).isPresent();
  }

  private Optional<Duration> needed(Answer answer) {
    if (answer.decided()) {
      return Optional.of(answer.namesRootCause() ? named : healthy);
    }
    return answer.namesRootCause() ? open : Optional.empty();
  }
}
