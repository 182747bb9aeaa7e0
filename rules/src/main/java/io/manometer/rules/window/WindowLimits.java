package io.manometer.rules.window;

import io.manometer.rules.limit.Limit;
import java.time.Duration;
import java.util.List;

/** How readings become a window. */
public final class WindowLimits {

  public static final Limit SPAN =
      new Limit("window.span", 10, 2, 600, "s", "Length of the window that each report judges.");
  public static final Limit LEAST =
      new Limit("window.least", 3, 1, 600, "s", "A subtask seen for less than this is not judged.");
  public static final Limit WARM_UP =
      new Limit("window.warm-up", 5, 0, 600, "s", "Readings of a subtask younger than this are left out.");
  public static final Limit STALE_AFTER =
      new Limit("window.stale-after", 5, 1, 600, "s", "A worker silent for longer than this counts as not seen.");

  /** All limits of this package. */
  public static final List<Limit> ALL = List.of(SPAN, LEAST, WARM_UP, STALE_AFTER);

  private WindowLimits() {}

  static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
