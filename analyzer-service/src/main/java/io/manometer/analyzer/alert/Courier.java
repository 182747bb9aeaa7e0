package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Delivery.Event;
import io.manometer.analyzer.alert.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox into one channel. Each event of an episode is told once, the beginning before the end, and tried
 * again until the receiver confirms it. A crash between the confirmation and the record of it, or an answer that comes
 * after the timeout, are the cases in which a message is sent again.
 *
 * <p>A forgetful receiver is told again while an alert fires, and for {@link #RESOLVED_AGAIN_FOR} that it is over. One
 * that hears of the beginning only after the end gets two resend intervals to pass it on.
 *
 * <p>Threads: one, its own.
 */
final class Courier {

  static final Duration RESOLVED_AGAIN_FOR = Duration.ofMinutes(5);
  static final Duration LONGEST_BACKOFF = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final AlertChannel channel;
  private final LedgerStore store;
  private final AlertWriter writer;
  private final AlertSettings settings;
  private final Map<String, Instant> tellAgainAt = new HashMap<>();
  private Instant restUntil = Instant.MIN;
  private int unreachable;

  Courier(AlertChannel channel, LedgerStore store, AlertWriter writer, AlertSettings settings) {
    this.channel = channel;
    this.store = store;
    this.writer = writer;
    this.settings = settings;
  }

  AlertChannel channel() {
    return channel;
  }

  /** Tells whatever is due; ends early when the receiver cannot be reached. */
  void round(Instant now) {
    if (now.isBefore(restUntil)) {
      return;
    }
    Ledger ledger = store.ledger();
    tellAgainAt.keySet().removeIf(id -> ledger.episode(id).isEmpty());
    for (Episode listed : ledger.episodes()) {
      Episode episode = store.ledger().episode(listed.incident().id()).orElse(listed);
      Optional<Delivery> due = due(episode, now);
      if (due.isPresent() && !told(episode, due.get(), now)) {
        return;
      }
    }
  }

  private Optional<Delivery> due(Episode episode, Instant now) {
    Optional<Delivery> fired = episode.delivery(channel.id(), Event.FIRED);
    Optional<Delivery> resolved = episode.delivery(channel.id(), Event.RESOLVED);
    if (fired.isPresent() && fired.get().pending()) {
      return fired.filter(d -> !now.isBefore(d.notBefore()));
    }
    if (resolved.isPresent() && resolved.get().pending()) {
      return resolved.filter(d -> !now.isBefore(d.notBefore()));
    }
    boolean tellAgain = channel.forgetful()
        && !now.isBefore(tellAgainAt.getOrDefault(episode.incident().id(), Instant.MIN));
    if (!tellAgain) {
      return Optional.empty();
    }
    return episode.incident().firing()
        ? fired.filter(d -> d.state() == State.DELIVERED)
        : resolved.filter(d -> d.state() == State.DELIVERED && now.isBefore(d.lastAttempt().plus(RESOLVED_AGAIN_FOR)));
  }

  /** Whether to go on with the next one. */
  private boolean told(Episode episode, Delivery delivery, Instant now) {
    try {
      channel.tell(writer.alert(episode), delivery.event(), now);
      confirmed(episode, delivery, now);
      return true;
    } catch (DeliveryFailed e) {
      failed(episode, delivery, e, now);
      return !e.isUnreachable();
    } catch (RuntimeException e) {
      LOG.error("An alert could not be put into words for {}", channel.shown(), e);
      failed(episode, delivery, DeliveryFailed.refused(e.toString()), now);
      return true;
    }
  }

  private void confirmed(Episode episode, Delivery delivery, Instant now) {
    if (unreachable > 0) {
      LOG.info("{} can be reached again.", channel.shown());
    }
    unreachable = 0;
    tellAgainAt.put(episode.incident().id(), now.plus(settings.resend()));
    if (delivery.pending()) {
      store.update(l -> l.changing(episode.incident().id(), e -> recorded(e, delivery.delivered(now), now)));
    }
  }

  private Episode recorded(Episode episode, Delivery delivered, Instant now) {
    Episode told = episode.with(delivered);
    boolean late = channel.forgetful() && delivered.event() == Event.FIRED;
    return told.delivery(channel.id(), Event.RESOLVED).filter(end -> late)
        .map(end -> told.with(end.notBefore(now.plus(settings.resend().multipliedBy(2)))))
        .orElse(told);
  }

  private void failed(Episode episode, Delivery delivery, DeliveryFailed why, Instant now) {
    if (why.isUnreachable()) {
      unreachable++;
      restUntil = now.plus(backoff(unreachable));
    }
    if (why.isUnreachable() ? unreachable == 1 : delivery.attempts() == 0) {
      LOG.warn("{} did not take an alert and will be tried again: {}", channel.shown(), why.getMessage());
    }
    Instant retry = now.plus(backoff(delivery.attempts() + 1));
    tellAgainAt.put(episode.incident().id(), retry);
    if (delivery.pending()) {
      boolean hopeless = now.isAfter(delivery.due().plus(settings.retryFor()));
      Delivery after = delivery.failed(now, why.getMessage(), retry);
      store.note(l -> l.changing(episode.incident().id(), e -> e.with(hopeless ? after.givenUp() : after)));
    }
  }

  private static Duration backoff(int failures) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
  }
}
