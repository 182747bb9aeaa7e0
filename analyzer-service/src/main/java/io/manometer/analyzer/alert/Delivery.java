package io.manometer.analyzer.alert;

import java.time.Instant;

/**
 * Telling one receiver about one event: what has to be done, and what became of it.
 *
 * @param receiver id of the channel
 * @param due when it had to be told
 * @param attempts tries so far
 * @param lastAttempt null before the first
 * @param notBefore the next try
 * @param error why the last try failed; null when it did not
 */
record Delivery(
    String receiver,
    Event event,
    State state,
    Instant due,
    int attempts,
    Instant lastAttempt,
    Instant notBefore,
    String error) {

  /** What a receiver is told. */
  enum Event { FIRED, RESOLVED }

  /** {@code FAILED}: given up. */
  enum State { PENDING, DELIVERED, FAILED }

  static Delivery of(String receiver, Event event, Instant due) {
    return new Delivery(receiver, event, State.PENDING, due, 0, null, due, null);
  }

  boolean pending() {
    return state == State.PENDING;
  }

  boolean is(String whose, Event which) {
    return receiver.equals(whose) && event == which;
  }

  Delivery delivered(Instant at) {
    return new Delivery(receiver, event, State.DELIVERED, due, attempts + 1, at, notBefore, null);
  }

  Delivery failed(Instant at, String why, Instant retry) {
    return new Delivery(receiver, event, State.PENDING, due, attempts + 1, at, retry, why);
  }

  Delivery notBefore(Instant later) {
    return new Delivery(receiver, event, state, due, attempts, lastAttempt, later, error);
  }

  /** The last error remains its reason. */
  Delivery givenUp() {
    return new Delivery(receiver, event, State.FAILED, due, attempts, lastAttempt, notBefore, error);
  }

  Delivery withoutReceiver() {
    return new Delivery(receiver, event, State.FAILED, due, attempts, lastAttempt, notBefore, "no longer a receiver");
  }
}
