package io.manometer.analyzer.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * For how long something has been seen to hold. A report speaks for its window and no longer, so time without reports
 * does not count; a gap longer than the limit starts anew.
 *
 * @param since the first sight of it
 * @param lastSeen the latest sight of it
 * @param held the time that reports speak for
 */
record Held(Instant since, Instant lastSeen, Duration held) {

  static Held from(Instant now) {
    return new Held(now, now, Duration.ZERO);
  }

  /** The same, seen again now by a report over {@code window}. A clock that stepped back adds nothing. */
  Held seen(Instant now, Duration window, Duration longestGap) {
    Duration gap = Duration.between(lastSeen, now);
    if (gap.compareTo(longestGap) > 0) {
      return from(now);
    }
    if (gap.isNegative()) {
      return new Held(since, now, held);
    }
    return new Held(since, now, held.plus(gap.compareTo(window) < 0 ? gap : window));
  }

  boolean forAtLeast(Duration needed) {
    return held.compareTo(needed) >= 0;
  }
}
