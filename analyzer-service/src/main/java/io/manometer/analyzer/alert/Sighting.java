package io.manometer.analyzer.alert;

import java.time.Duration;

/**
 * What one report says of one possible incident.
 *
 * @param hold for how long it must hold before it fires
 */
record Sighting(Severity severity, Subject subject, Finding finding, Duration hold, Account account) {

  /** How a report bears on an incident. */
  enum Finding {
    /** The condition is met. */
    RAISED,
    /** Below the limit and above the one that clears: keeps what fires, restarts what does not fire yet. */
    NEAR,
    /** Seen, but now is not the time to decide: changes nothing. */
    HOLD,
    /** The condition is clearly not met. */
    CLEAR,
    /** The data does not tell: changes nothing, and counts as silence. */
    UNKNOWN
  }
}
