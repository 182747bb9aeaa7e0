package io.manometer.analyzer.alert;

/** Foreign text made fit for a label or an annotation: bounded, valid Unicode, no control characters. */
final class Text {

  private static final int REPLACEMENT = 0xfffd;

  private Text() {}

  /** One line of at most {@code longest} characters. */
  static String line(String foreign, int longest) {
    return bounded(foreign, longest, false);
  }

  /** Several lines of at most {@code longest} characters in all. */
  static String lines(String foreign, int longest) {
    return bounded(foreign, longest, true);
  }

  private static String bounded(String foreign, int longest, boolean keepBreaks) {
    if (foreign == null) {
      return "";
    }
    StringBuilder clean = new StringBuilder();
    foreign.codePoints().limit(longest + 1L).forEach(c -> clean.appendCodePoint(fit(c, keepBreaks)));
    if (clean.codePointCount(0, clean.length()) <= longest) {
      return clean.toString();
    }
    return clean.substring(0, clean.offsetByCodePoints(0, longest - 1)) + "…";
  }

  private static int fit(int c, boolean keepBreaks) {
    if (c == '\n' && keepBreaks) {
      return c;
    }
    if (c == '\n' || c == '\t') {
      return ' ';
    }
    boolean loneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return Character.isISOControl(c) || loneSurrogate ? REPLACEMENT : c;
  }
}
