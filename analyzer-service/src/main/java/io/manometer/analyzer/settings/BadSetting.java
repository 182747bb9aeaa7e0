package io.manometer.analyzer.settings;

/** A setting that cannot be used. The message is one line: which key, what is wrong with it, what would be right. */
public final class BadSetting extends RuntimeException {

  public BadSetting(String message) {
    super(message, null, false, false);
  }

  /** A value that is not allowed; {@code allowed} ends the sentence "right would be …". */
  public static BadSetting value(String key, Object value, String allowed) {
    return new BadSetting(key + "=" + value + " is not allowed; right would be " + allowed);
  }
}
