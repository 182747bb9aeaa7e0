package io.manometer.analyzer.alert;

import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.ui.AlertFeed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ledger as the page of alerts shows it. */
final class IncidentFeed implements AlertFeed {

  private final LedgerStore store;
  private final Map<String, String> shownByReceiver;

  IncidentFeed(LedgerStore store, List<Courier> couriers) {
    this.store = store;
    this.shownByReceiver = couriers.stream().collect(Collectors.toMap(c -> c.channel().id(), c -> c.channel().shown()));
  }

  @Override
  public List<Alert> recent() {
    return store.ledger().episodes().stream()
        .sorted(Comparator.comparing((Episode e) -> !e.incident().firing())
            .thenComparing(e -> e.incident().startsAt(), Comparator.reverseOrder()))
        .map(this::alert)
        .toList();
  }

  /** How a receiver is called on the page. */
  String shown(String receiver) {
    return shownByReceiver.getOrDefault(receiver, receiver.replaceAll("-.*", "") + " (no longer set up)");
  }

  private Alert alert(Episode episode) {
    Incident incident = episode.incident();
    return new Alert(
        incident.id(),
        incident.severity() == Severity.CRITICAL ? Level.CRITICAL : Level.WARNING,
        incident.subject().job(),
        operator(incident.subject()),
        incident.account().summary() + note(incident),
        incident.startsAt(),
        incident.endsAt(),
        episode.reportId(),
        episode.deliveries().stream().map(this::delivery).toList());
  }

  private static OperatorRef operator(Subject subject) {
    return subject.operators().size() == 1 ? subject.operators().get(0) : null;
  }

  private static String note(Incident incident) {
    if (incident.firing()) {
      return (incident.dataLost() ? " (data lost since " + incident.lastKnown() + ")" : "")
          + (incident.flapping() ? " (flapping)" : "");
    }
    return switch (incident.ending()) {
      case HEALED -> "";
      case SUBSUMED -> " (became critical)";
      case EXPIRED -> " (closed without data)";
    };
  }

  private Delivery delivery(io.manometer.analyzer.alert.Delivery delivery) {
    return new Delivery(
        shown(delivery.receiver()),
        Delivery.Event.valueOf(delivery.event().name()),
        Delivery.State.valueOf(delivery.state().name()),
        delivery.attempts(),
        delivery.lastAttempt(),
        delivery.error());
  }
}
