package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Delivery.Event;
import java.time.Instant;

/**
 * A way to tell one receiver about alerts. {@code AlertChannelContract} is its proof.
 *
 * <p>Threads: each channel is called by one thread of its own, which it may hold for its timeout and no longer.
 */
interface AlertChannel {

  /** Names the receiver in the outbox; the same over restarts. */
  String id();

  /** Names the receiver for people, without secrets. */
  String shown();

  /** Whether the receiver forgets an alert that is not told again now and then. */
  boolean forgetful();

  /**
   * Tells the receiver, once. Returning means that it has taken responsibility.
   *
   * @param event what to tell: an alert that is over may still have to be told as fired first
   */
  void tell(Alert alert, Event event, Instant now) throws DeliveryFailed;
}
