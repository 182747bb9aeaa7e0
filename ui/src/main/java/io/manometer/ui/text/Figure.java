package io.manometer.ui.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A number with its unit, as shown.
 *
 * @param text three significant digits at most, such as {@code 12.3 k rec/s}; {@code –} when not measured
 * @param title the same at length; null when the text says it all
 */
public record Figure(String text, String title) {

  /** Not measured, which is not zero. */
  public static final Figure ABSENT = new Figure("–", "not measured");

  private static final char SPACE = '\u00a0';
  private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P"};
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  public boolean isAbsent() {
    return this == ABSENT;
  }

  /** Records per second. */
  public static Figure rate(Double perSecond) {
    return known(perSecond) ? new Figure(scaled(perSecond, "rec/s"), atLength(perSecond) + " records per second") : ABSENT;
  }

  /** Records. */
  public static Figure records(Double count) {
    return known(count) ? new Figure(scaled(count, "rec"), atLength(count) + " records") : ABSENT;
  }

  /** A plain count with the word for what is counted. */
  public static Figure count(Double count, String unit) {
    return known(count) ? new Figure(scaled(count, unit), null) : ABSENT;
  }

  /** A share of time from 0 to 1: per cent, and at length in milliseconds per second, the unit of the field. */
  public static Figure timeShare(Double share) {
    return known(share) ? new Figure(percent(share), rounded(share * 1000) + " ms/s") : ABSENT;
  }

  /** Any other share from 0 to 1. */
  public static Figure share(Double share) {
    return known(share) ? new Figure(percent(share), null) : ABSENT;
  }

  /** Bytes per second. */
  public static Figure byteRate(Double perSecond) {
    return known(perSecond) ? new Figure(bytes(perSecond) + "/s", atLength(perSecond) + " bytes per second") : ABSENT;
  }

  /** Processor cores kept busy. */
  public static Figure cores(Double cores) {
    return count(cores, "cores");
  }

  /** How many times as much. */
  public static Figure factor(Double factor) {
    return known(factor) ? new Figure("×" + rounded(factor), null) : ABSENT;
  }

  /** A span of time given in seconds. */
  public static Figure seconds(Double seconds) {
    return known(seconds) ? new Figure(Span.words(seconds), atLength(seconds) + " seconds") : ABSENT;
  }

  private static boolean known(Double value) {
    return value != null && !value.isNaN() && !value.isInfinite();
  }

  private static String scaled(double value, String unit) {
    double left = value;
    int step = 0;
    while (Math.abs(left) >= 999.5 && step < DECIMAL.length - 1) {
      left /= 1000;
      step++;
    }
    return rounded(left) + SPACE + DECIMAL[step] + (step > 0 ? SPACE : "") + unit;
  }

  private static String bytes(double value) {
    double left = value;
    int step = 0;
    while (Math.abs(left) >= 1023.5 && step < BINARY.length - 1) {
      left /= 1024;
      step++;
    }
    return rounded(left) + SPACE + BINARY[step];
  }

  private static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.1) {
      return "<" + SPACE + "0.1" + SPACE + "%";
    }
    double size = Math.abs(percent);
    return (size < 9.95 ? plain(percent, 1) : size < 1e6 ? plain(percent, 0) : rounded(percent)) + SPACE + "%";
  }

  /** Three significant digits, never more than two after the point. */
  private static String rounded(double value) {
    double size = Math.abs(value);
    if (size > 0 && size < 0.01) {
      return "<" + SPACE + "0.01";
    }
    return size < 1e6 ? plain(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0) : String.format(Locale.ROOT, "%.0e", value);
  }

  private static String plain(double value, int decimals) {
    BigDecimal exact = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    return exact.signum() == 0 ? "0" : exact.toPlainString();
  }

  private static String atLength(double value) {
    BigDecimal six = new BigDecimal(value, new MathContext(6));
    return String.format(Locale.ROOT, "%,." + Math.max(0, Math.min(2, six.stripTrailingZeros().scale())) + "f", six);
  }
}
