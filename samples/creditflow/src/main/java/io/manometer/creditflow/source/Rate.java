package io.manometer.creditflow.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrivals of an open-loop source as a function of the time since its start: constant, or changing in steps. Immutable.
 *
 * <p>The rate is that of the whole source; each of its subtasks takes an equal part.
 */
public final class Rate {

  private record Step(double fromSeconds, double perSecond, double arrivedBefore) {}

  private final List<Step> steps;

  private Rate(List<Step> steps) {
    this.steps = steps;
  }

  /** Records per second from the start on; zero or more, fractions are allowed. */
  public static Rate perSecond(double recordsPerSecond) {
    return new Rate(List.of(new Step(0, checked(recordsPerSecond), 0)));
  }

  /** This rate up to {@code sinceStart}, another one from then on. Steps are given in the order of time. */
  public Rate then(Duration sinceStart, double recordsPerSecond) {
    double from = sinceStart.toNanos() / 1e9;
    Step last = steps.get(steps.size() - 1);
    if (from <= last.fromSeconds()) {
      throw new IllegalArgumentException(
          "a step at " + sinceStart + " does not come after the one before it, at " + last.fromSeconds() + " s");
    }
    List<Step> more = new ArrayList<>(steps);
    more.add(new Step(from, checked(recordsPerSecond), arrivedIn(last, from)));
    return new Rate(List.copyOf(more));
  }

  /** Records that have arrived by then, as a real number. */
  public double arrivedBy(double secondsSinceStart) {
    if (secondsSinceStart <= 0) {
      return 0;
    }
    Step current = steps.get(0);
    for (int i = 1; i < steps.size() && steps.get(i).fromSeconds() <= secondsSinceStart; i++) {
      current = steps.get(i);
    }
    return arrivedIn(current, secondsSinceStart);
  }

  /** Seconds since the start at which so many records have arrived; infinite when they never do. */
  public double secondsUntil(double records) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      double seconds = step.fromSeconds() + Math.max(0, records - step.arrivedBefore()) / step.perSecond();
      boolean last = i == steps.size() - 1;
      if (!Double.isNaN(seconds) && (last || seconds <= steps.get(i + 1).fromSeconds())) {
        return seconds;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double arrivedIn(Step step, double seconds) {
    return step.arrivedBefore() + (seconds - step.fromSeconds()) * step.perSecond();
  }

  private static double checked(double recordsPerSecond) {
    if (!(recordsPerSecond >= 0 && recordsPerSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a rate of " + recordsPerSecond + " records/s; zero or more is right");
    }
    return recordsPerSecond;
  }
}
