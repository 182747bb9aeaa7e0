package io.manometer.analyzer.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One episode of trouble with one root cause, from the moment its alert fires.
 *
 * @param id unique: identity of the alert and {@code startsAt}
 * @param startsAt when the alert fired; never changes
 * @param endsAt null while it fires
 * @param ending null while it fires
 * @param flapping whether it came back so often that it now stays open until it has been quiet for long
 * @param lastKnown when data last told something of it
 * @param dataLost whether that is too long ago
 */
record Incident(
    String id,
    Severity severity,
    Subject subject,
    Account account,
    Instant startsAt,
    Instant endsAt,
    Ending ending,
    boolean flapping,
    Instant lastKnown,
    boolean dataLost) {

  /** Why an incident is over. */
  enum Ending {
    /** The condition is gone. */
    HEALED,
    /** The warning became part of a critical incident about the same operator. */
    SUBSUMED,
    /** No data for so long that nobody knows. */
    EXPIRED
  }

  static Incident open(Sighting sighting, Instant now, boolean flapping) {
    Instant startsAt = now.truncatedTo(ChronoUnit.MILLIS);
    String id = Labels.fingerprint(Labels.of(sighting.severity(), sighting.subject())) + "-" + startsAt.toEpochMilli();
    return new Incident(id, sighting.severity(), sighting.subject(), sighting.account(), startsAt, null, null, flapping,
        startsAt, false);
  }

  boolean firing() {
    return endsAt == null;
  }

  Incident known(Account latest, Instant now) {
    return new Incident(id, severity, subject, latest, startsAt, endsAt, ending, flapping, now, false);
  }

  Incident lost() {
    return new Incident(id, severity, subject, account, startsAt, endsAt, ending, flapping, lastKnown, true);
  }

  /** Over; an end before the start (the clock stepped back) is moved behind it. */
  Incident ended(Ending how, Instant at) {
    Instant end = at.isAfter(startsAt) ? at : startsAt.plusMillis(1);
    return new Incident(id, severity, subject, account, startsAt, end, how, flapping, lastKnown, dataLost);
  }
}
