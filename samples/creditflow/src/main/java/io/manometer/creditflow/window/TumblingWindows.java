package io.manometer.creditflow.window;

import java.time.Duration;

/**
 * Windows of one length that follow each other without overlap, aligned to the epoch.
 *
 * <p>On event time a window is emitted when the watermark has passed its end; a record that comes later than that is
 * dropped. On processing time it is emitted when the worker's wall clock has passed its end. When the input ends, all
 * open windows are emitted.
 */
public record TumblingWindows(long sizeMillis, boolean eventTime) {

  public TumblingWindows {
    if (sizeMillis <= 0) {
      throw new IllegalArgumentException("a window of " + sizeMillis + " ms; at least 1 ms is right");
    }
  }

  public static TumblingWindows ofEventTime(Duration size) {
    return new TumblingWindows(size.toMillis(), true);
  }

  public static TumblingWindows ofProcessingTime(Duration size) {
    return new TumblingWindows(size.toMillis(), false);
  }

  /** Start of the window that holds this instant. */
  public long startOf(long millis) {
    return Math.floorDiv(millis, sizeMillis) * sizeMillis;
  }
}
