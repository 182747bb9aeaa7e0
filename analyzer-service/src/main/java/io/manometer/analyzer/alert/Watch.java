package io.manometer.analyzer.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one possible incident between two reports.
 *
 * @param raising since when the condition is met; null when it is not, or when it fires already
 * @param clearing since when the condition is gone; null when it is not gone
 * @param incident the open incident; null when nothing fires
 * @param openings when it fired of late, oldest first; the flap guard counts them
 */
record Watch(
    Severity severity, Subject subject, Held raising, Held clearing, Incident incident, List<Instant> openings) {

  Watch {
    openings = List.copyOf(openings);
  }

  static Watch on(Sighting sighting) {
    return new Watch(sighting.severity(), sighting.subject(), null, null, null, List.of());
  }

  boolean firing() {
    return incident != null;
  }

  boolean pending() {
    return raising != null;
  }

  /** Nothing worth remembering. */
  boolean idle() {
    return !firing() && !pending() && openings.isEmpty();
  }

  Watch raising(Held held) {
    return new Watch(severity, subject, held, null, null, openings);
  }

  Watch firing(Incident open, Held clear) {
    return new Watch(severity, subject, null, clear, open, openings);
  }

  Watch opened(Incident open) {
    List<Instant> all = new ArrayList<>(openings);
    all.add(open.startsAt());
    return new Watch(severity, open.subject(), null, null, open, all);
  }

  Watch calm() {
    return new Watch(severity, subject, null, null, null, openings);
  }

  /** Without the openings that are too old to count. */
  Watch forgetting(Instant now, Duration window) {
    Instant oldest = now.minus(window);
    return new Watch(severity, subject, raising, clearing, incident,
        openings.stream().filter(at -> at.isAfter(oldest)).toList());
  }
}
