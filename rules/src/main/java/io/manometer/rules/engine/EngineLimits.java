package io.manometer.rules.engine;

import io.manometer.rules.limit.Limit;
import java.time.Duration;
import java.util.List;

/** When a diagnosis is made, kept, changed and given up. */
public final class EngineLimits {

  public static final Limit COVERAGE =
      new Limit("coverage.least", 0.9, 0.1, 1, "ratio", "With fewer of the subtasks seen nothing is decided.");
  public static final Limit CONFIRM =
      new Limit("steady.confirm", 1, 0, 600, "s", "A bottleneck is named once it was found for this long.");
  public static final Limit CLEAR =
      new Limit("steady.clear", 5, 0, 600, "s", "A bottleneck is given up once it was not found for this long.");
  public static final Limit CAUSE =
      new Limit("steady.cause", 4, 0, 600, "s", "Another cause takes over once it was found for this long.");
  public static final Limit SETTLE =
      new Limit(
          "after-change.settle", 12, 1, 3600, "s",
          "So long after a bottleneck went away throughput is compared with what it was.");
  public static final Limit EFFECTIVE =
      new Limit(
          "after-change.effective", 1.1, 1, 10, "times",
          "Throughput that rose by this factor makes a change effective.");

  public static final List<Limit> ALL = List.of(COVERAGE, CONFIRM, CLEAR, CAUSE, SETTLE, EFFECTIVE);

  private EngineLimits() {}

  static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
