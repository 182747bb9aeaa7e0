package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Delivery.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An incident and who has been told of it.
 *
 * @param reportId the report kept when it fired
 */
record Episode(Incident incident, String reportId, List<Delivery> deliveries) {

  Episode {
    deliveries = List.copyOf(deliveries);
  }

  static Episode opened(Incident incident, String reportId, Collection<String> receivers) {
    return new Episode(incident, reportId, List.of()).toldTo(receivers, incident.startsAt());
  }

  /** With deliveries for receivers that it has none for yet, each event that is due already included. */
  Episode toldTo(Collection<String> receivers, Instant now) {
    List<Delivery> all = new ArrayList<>(deliveries);
    receivers.stream()
        .filter(r -> delivery(r, Event.FIRED).isEmpty())
        .forEach(r -> all.add(Delivery.of(r, Event.FIRED, now)));
    return new Episode(incident, reportId, all);
  }

  Episode changed(Incident latest) {
    return new Episode(latest, reportId, deliveries);
  }

  /** Over: whoever was to hear of the beginning is to hear of the end. */
  Episode ended(Incident last) {
    List<Delivery> all = new ArrayList<>(deliveries);
    deliveries.stream()
        .filter(d -> d.event() == Event.FIRED && d.state() != Delivery.State.FAILED)
        .forEach(d -> all.add(Delivery.of(d.receiver(), Event.RESOLVED, last.endsAt())));
    return new Episode(last, reportId, all);
  }

  Optional<Delivery> delivery(String receiver, Event event) {
    return deliveries.stream().filter(d -> d.is(receiver, event)).findFirst();
  }

  Episode with(Delivery latest) {
    return new Episode(incident, reportId,
        deliveries.stream().map(d -> d.is(latest.receiver(), latest.event()) ? latest : d).toList());
  }

  /** Nothing more to come: over, and everybody told. */
  boolean settled() {
    return !incident.firing() && deliveries.stream().noneMatch(Delivery::pending);
  }
}
