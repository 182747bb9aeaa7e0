package io.manometer.rules.report;

/** State of a job in one word. */
public enum Health {
  /** Nothing is near a limit. */
  HEALTHY,
  /** Nothing is late yet, but something is near its limit. */
  DEGRADED,
  /** Demand is not met, and an operator (or set, edge, worker) holds the job back. */
  BOTTLENECK,
  /** The data does not decide. */
  INSUFFICIENT_DATA
}
