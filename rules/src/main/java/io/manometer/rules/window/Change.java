package io.manometer.rules.window;

import java.util.Optional;

/** What changed between two totals. A total that was missing at either end, or stepped back, has no change. */
final class Change {

  private Change() {}

  static Optional<Double> of(Optional<Long> before, Optional<Long> after) {
    return before.flatMap(b -> after.filter(a -> a >= b).map(a -> (double) (a - b)));
  }

  /** The change per {@code span}, both in the same unit. */
  static Optional<Double> per(double span, Optional<Long> before, Optional<Long> after) {
    return span > 0 ? of(before, after).map(d -> d / span) : Optional.empty();
  }

  /** As {@link #per}, for a share of time, which cannot exceed 1. */
  static Optional<Double> share(double span, Optional<Long> before, Optional<Long> after) {
    return per(span, before, after).map(s -> Math.min(1, s));
  }
}
