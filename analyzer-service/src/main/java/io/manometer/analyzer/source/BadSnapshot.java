package io.manometer.analyzer.source;

/** A pushed body that is refused. The message says what is wrong, where, and what would be right. */
public final class BadSnapshot extends Exception {

  private final int status;

  BadSnapshot(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static BadSnapshot malformed(String message) {
    return new BadSnapshot(400, message);
  }

  static BadSnapshot tooLarge(String message) {
    return new BadSnapshot(413, message);
  }

  /** The HTTP status that fits, a 4xx. */
  public int status() {
    return status;
  }
}
