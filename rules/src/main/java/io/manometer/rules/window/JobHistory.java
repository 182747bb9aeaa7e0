package io.manometer.rules.window;

import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Topology;
import io.manometer.rules.limit.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * What the workers of one job said over the last minutes. Immutable: {@link #with} returns the history with one more
 * observation. Takes observations in any order; one that is known already changes nothing.
 */
public final class JobHistory {

  private JobHistory() {}

  public static JobHistory empty() {
    return new JobHistory();
  }

  /** This history and one observation more. */
  public JobHistory with(Observation observation) {
    return this;
  }

  /** The graph as all live workers together see it; empty before the first observation. */
  public Optional<Topology> topology() {
    return Optional.empty();
  }

  /** The window that ends at {@code now}; empty before the first observation. */
  public Optional<Window> window(Instant now, Limits limits) {
    return Optional.empty();
  }
}
