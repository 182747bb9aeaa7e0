package io.manometer.ui.text;

import java.time.Duration;

/** Spans of time in words, in the two largest units that matter. */
public final class Span {

  private Span() {}

  public static String words(Duration span) {
    return words(span.toMillis() / 1000.0);
  }

  static String words(double seconds) {
    if (seconds < 0) {
      return "-" + words(-seconds);
    }
    if (seconds < 0.0005) {
      return "0\u00a0s";
    }
    if (seconds < 0.9995) {
      return Math.round(seconds * 1000) + "\u00a0ms";
    }
    if (seconds < 9.95) {
      return (Math.round(seconds * 10) / 10.0 + "\u00a0s").replace(".0\u00a0", "\u00a0");
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + "\u00a0s";
    }
    if (whole < 3600) {
      return two(whole / 60, "min", whole % 60, "s");
    }
    if (whole < 86_400) {
      return two(whole / 3600, "h", whole % 3600 / 60, "min");
    }
    return two(whole / 86_400, "d", whole % 86_400 / 3600, "h");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + "\u00a0" + largeUnit + (small == 0 ? "" : "\u00a0" + small + "\u00a0" + smallUnit);
  }
}
