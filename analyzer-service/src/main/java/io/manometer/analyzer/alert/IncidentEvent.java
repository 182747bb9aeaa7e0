package io.manometer.analyzer.alert;

/**
 * Something that became of an incident.
 *
 * @param incident as it stands after it
 */
record IncidentEvent(Kind kind, Incident incident) {

  /** {@code CHANGED}: it goes on, and what it says is new. */
  enum Kind { OPENED, CHANGED, ENDED }
}
