package io.manometer.analyzer.source;

/** Foreign text on its way into an error message: short, and on one line. */
final class Shown {

  private static final int LONGEST = 120;

  private Shown() {}

  static String text(String foreign) {
    String oneLine = foreign.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST) + "…";
  }
}
