package io.manometer.agent.core.meter;

import io.manometer.wire.SubtaskSample.Wait;
import java.util.List;

/**
 * Where the time of a task went up to one instant: {@code ageNanos = idleNanos + backpressuredNanos + busy}, waits that
 * still go on included.
 *
 * @param waiting the wait in progress; null when the thread is not waiting
 * @param blocked per edge, the part of {@code backpressuredNanos} spent waiting for it
 */
public record MeterReading(
    long ageNanos, long idleNanos, long backpressuredNanos, Wait waiting, List<EdgeBlocked> blocked) {

  /** What a task that just starts reads. */
  public static final MeterReading ZERO = new MeterReading(0, 0, 0, null, List.of());

  /** Time blocked on one edge in all, and by consuming subtask where the wait named one. */
  public record EdgeBlocked(String edge, long nanos, List<Long> byTarget) {}

  public long busyNanos() {
    return ageNanos - idleNanos - backpressuredNanos;
  }
}
