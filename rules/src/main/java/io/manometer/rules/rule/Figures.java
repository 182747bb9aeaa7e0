package io.manometer.rules.rule;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them, with their unit. */
public final class Figures {

  private Figures() {}

  /** A share of time as a runtime's pages show it: 0.873 is {@code 873 ms/s}. */
  public static String msPerSecond(double share) {
    return Math.round(share * 1000) + " ms/s";
  }

  /** 0.873 is {@code 87 %}; small shares keep a digit. */
  public static String percent(double ratio) {
    double percent = ratio * 100;
    return Math.abs(percent) < 1 && Math.abs(percent) >= 0.05
        ? String.format(Locale.ROOT, "%.1f %%", percent)
        : Math.round(percent) + " %";
  }

  public static String recordsPerSecond(double rate) {
    return number(rate) + " records/s";
  }

  public static String records(double count) {
    return number(count) + " records";
  }

  /** {@code 3.2 times}. */
  public static String times(double factor) {
    return (factor < 10 ? String.format(Locale.ROOT, "%.1f", factor) : number(factor)) + " times";
  }

  public static String seconds(double seconds) {
    return seconds >= 120 ? Math.round(seconds / 60) + " min" : number(seconds) + " s";
  }

  public static String seconds(Duration duration) {
    return seconds(duration.toNanos() / 1e9);
  }

  /** A time per record, in the unit that fits. */
  public static String perRecord(double seconds) {
    return seconds >= 1e-3
        ? number(seconds * 1e3) + " ms per record"
        : number(seconds * 1e6) + " µs per record";
  }

  public static String bytesPerSecond(double rate) {
    if (rate >= 1e9) {
      return number(rate / 1e9) + " GB/s";
    }
    return rate >= 1e6 ? number(rate / 1e6) + " MB/s" : number(rate / 1e3) + " kB/s";
  }

  /** Two to three significant digits, thousands grouped. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1000) {
      double scale = Math.pow(10, Math.floor(Math.log10(size)) - 2);
      return String.format(Locale.ROOT, "%,d", Math.round(Math.round(value / scale) * scale));
    }
    if (size >= 10 || size < 0.005) {
      return String.valueOf(Math.round(value));
    }
    String digits = String.format(Locale.ROOT, size >= 1 ? "%.1f" : "%.2f", value);
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }
}
