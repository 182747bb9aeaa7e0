package io.manometer.analyzer.alert;

/** A receiver was not told, or did not confirm it. */
final class DeliveryFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean unreachable;

  private DeliveryFailed(String why, boolean unreachable) {
    super(why);
    this.unreachable = unreachable;
  }

  /** No answer at all; other alerts would fare the same. */
  static DeliveryFailed unreachable(String why) {
    return new DeliveryFailed(why, true);
  }

  /** An answer that is no yes; it may be about this one alert. */
  static DeliveryFailed refused(String why) {
    return new DeliveryFailed(why, false);
  }

  boolean isUnreachable() {
    return unreachable;
  }
}
