package io.manometer.rules.report;

/** How far a diagnosis can be relied upon; the evidence beside it says why. */
public enum Confidence {
  /** Independent signals agree and the cause explains most of the lost time. */
  HIGH,
  /** The best explanation, with a signal missing or a rival close behind. */
  MEDIUM,
  /** A lead, not an answer. */
  LOW
}
