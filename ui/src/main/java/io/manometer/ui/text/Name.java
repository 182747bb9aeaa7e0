package io.manometer.ui.text;

import java.util.regex.Pattern;

/**
 * Foreign text made fit to be shown: no character that could disturb the line it stands in, and no more of it than fits.
 * Markup in it stays as it is; the templates escape it.
 *
 * @param text clipped, with an ellipsis where something was cut off
 * @param title more of it, for the tooltip; null when the text is all of it
 */
public record Name(String text, String title) {

  private static final int SHORT = 80;
  private static final int SENTENCE = 600;
  private static final int TITLE = 400;

  /** The space between the two. */
  private static final Pattern FIGURE_AND_UNIT = Pattern.compile("(?<=\\d) (?=%|(?:ms|s|min|h|[KMG]iB)\\b)");

  /** Some scripts and emoji cannot be written without these two. */
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  /** The name of an operator, job, worker or the like; a blank one reads {@code (no name)}. */
  public static Name of(String raw) {
    return clipped(raw == null || raw.isBlank() ? "(no name)" : raw, SHORT);
  }

  /** A sentence or other longer text, whose figures keep their units on the same line; null stays null. */
  public static Name sentence(String raw) {
    return raw == null ? null : clipped(FIGURE_AND_UNIT.matcher(raw).replaceAll("\u00a0"), SENTENCE);
  }

  /** Code, settings: line breaks are kept; null stays null. */
  public static String code(String raw) {
    return raw == null ? null : cut(clean(raw, true), 2 * SENTENCE);
  }

  /** At most so many characters of a name, for places that cannot clip by themselves. */
  public static String cut(String text, int most) {
    if (text.codePointCount(0, Math.min(text.length(), 2 * most + 2)) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static Name clipped(String raw, int most) {
    String all = clean(raw.length() > 4 * SENTENCE ? raw.substring(0, 4 * SENTENCE) : raw, false);
    String text = cut(all, most);
    return new Name(text, text.equals(all) ? null : cut(all, Math.max(TITLE, most + TITLE)));
  }

  /** Replaces control characters, direction overrides, invisible characters and broken surrogates by a visible mark. */
  private static String clean(String raw, boolean keepLines) {
    StringBuilder clean = new StringBuilder(raw.length());
    raw.codePoints().forEach(c -> clean.appendCodePoint(keepLines && c == '\n' ? c : fit(c)));
    return clean.toString();
  }

  private static int fit(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return ' ';
    }
    if (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER) {
      return c;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> '\ufffd';
      default -> c;
    };
  }
}
