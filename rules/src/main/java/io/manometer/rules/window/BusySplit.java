package io.manometer.rules.window;

import java.util.Optional;

/**
 * What busy time went to, as shares of wall-clock time that add up to busy. A part that was not measured is empty, and
 * its time is in {@code other}.
 *
 * @param cpu on a core, neither in state access nor in serialization
 * @param gc standing still for a collection while it had work
 * @param io waiting for a socket or a file
 * @param starved runnable without a core
 * @param other busy time that none of the others explains
 */
public record BusySplit(
    Optional<Double> cpu,
    Optional<Double> gc,
    Optional<Double> io,
    Optional<Double> lock,
    Optional<Double> state,
    Optional<Double> serialization,
    Optional<Double> sleep,
    Optional<Double> asyncWait,
    Optional<Double> starved,
    Optional<Double> other) {

  /** Nothing is known. */
  public static final BusySplit UNKNOWN =
      new BusySplit(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
