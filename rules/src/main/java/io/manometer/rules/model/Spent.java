package io.manometer.rules.model;

import java.time.Duration;
import java.util.Optional;

/** What a subtask's time went to, as exactly as the source of the reading knows it. */
public sealed interface Spent {

  /**
   * Exact totals since the subtask started, waits that still go on included; busy is the rest of {@code ageNanos}.
   *
   * @param ageNanos monotonic time since the subtask started, read together with the two totals
   * @param idleNanos time in which the task waited for input, or a source for the next arrival
   * @param backpressuredNanos time in which it waited for an output buffer
   */
  record Totals(long ageNanos, long idleNanos, long backpressuredNanos) implements Spent {
    public Totals {
      Check.notNegative(ageNanos, "spent.ageNanos");
      Check.notNegative(idleNanos, "spent.idleNanos");
      Check.notNegative(backpressuredNanos, "spent.backpressuredNanos");
    }
  }

  /**
   * Shares of wall-clock time that a runtime computed itself, from 0 to 1 (1000 ms/s is 1).
   *
   * @param over the time they are a mean of; shorter windows than that are not truly shorter
   */
  record Shares(Optional<Double> busy, Optional<Double> backpressured, Optional<Double> idle, Duration over)
      implements Spent {
    public Shares {
      Check.present(busy, "spent.busy");
      Check.present(backpressured, "spent.backpressured");
      Check.present(idle, "spent.idle");
      Check.present(over, "spent.over");
      busy.ifPresent(v -> Check.ratio(v, "spent.busy"));
      backpressured.ifPresent(v -> Check.ratio(v, "spent.backpressured"));
      idle.ifPresent(v -> Check.ratio(v, "spent.idle"));
    }
  }
}
