package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Level;
import io.manometer.rules.window.OperatorLoad;
import java.util.Optional;

/** Backpressure levels, by the worst subtask. The two borders are the ones that people know from the field. */
public final class Levels {

  private Levels() {}

  public static Level of(Optional<Double> backpressured, Limits limits) {
    if (backpressured.isEmpty()) {
      return Level.UNKNOWN;
    }
    double share = backpressured.get();
    if (share > limits.of(LocateLimits.HIGH)) {
      return Level.HIGH;
    }
    return share >= limits.of(LocateLimits.LOW) ? Level.LOW : Level.OK;
  }

  public static Level of(OperatorLoad operator, Limits limits) {
    return of(operator.backpressuredMax(), limits);
  }
}
