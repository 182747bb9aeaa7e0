package io.manometer.rules.report;

/**
 * Backpressure of a subtask or operator: {@code OK < 10 % <= LOW <= 50 % < HIGH}; {@code UNKNOWN} without fresh data.
 */
public enum Level {
  OK,
  LOW,
  HIGH,
  UNKNOWN
}
