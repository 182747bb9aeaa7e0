package io.manometer.analyzer.alert;

import io.manometer.analyzer.history.ReportJson;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Report.JobRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What fired and what was delivered, as JSON; {@code docs/api.md} describes it. */
@RestController
final class AlertsEndpoint {

  /**
   * The answer.
   *
   * @param storageFault why the ledger is not on the disk; null when it is
   */
  record Alerts(List<Told> alerts, String storageFault) {}

  /**
   * One episode.
   *
   * @param cause null while not known
   * @param endsAt null while it fires; so is {@code ending}
   * @param dataLostSince null while there is data
   * @param reportUrl null when no report was kept
   */
  record Told(
      String id,
      String status,
      Severity severity,
      JobRef job,
      List<OperatorRef> operators,
      Cause cause,
      Instant startsAt,
      Instant endsAt,
      Incident.Ending ending,
      boolean flapping,
      Instant dataLostSince,
      String fingerprint,
      Map<String, String> labels,
      Map<String, String> annotations,
      String reportUrl,
      List<ToldTo> deliveries) {}

  /** One delivery, named as on the page. */
  record ToldTo(
      String receiver, Delivery.Event event, Delivery.State state, int attempts, Instant at, String error) {}

  private final LedgerStore store;
  private final IncidentFeed feed;
  private final AlertWriter writer;

  AlertsEndpoint(LedgerStore store, IncidentFeed feed, AlertWriter writer) {
    this.store = store;
    this.feed = feed;
    this.writer = writer;
  }

  @GetMapping("/api/v1/alerts")
  ResponseEntity<byte[]> alerts() {
    byte[] json = ReportJson.mapper().writeValueAsBytes(answer());
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).cacheControl(CacheControl.noStore()).body(json);
  }

  private Alerts answer() {
    return new Alerts(
        store.ledger().episodes().stream()
            .sorted(Comparator.comparing((Episode e) -> e.incident().startsAt()).reversed())
            .map(this::told)
            .toList(),
        store.fault().orElse(null));
  }

  private Told told(Episode episode) {
    Incident incident = episode.incident();
    Alert alert = writer.alert(episode);
    return new Told(
        incident.id(),
        incident.firing() ? "firing" : "resolved",
        incident.severity(),
        incident.subject().job(),
        incident.subject().operators(),
        incident.account().cause(),
        incident.startsAt(),
        incident.endsAt(),
        incident.ending(),
        incident.flapping(),
        incident.dataLost() ? incident.lastKnown() : null,
        alert.fingerprint(),
        alert.labels(),
        alert.annotations(),
        writer.reportUrl(episode).orElse(null),
        episode.deliveries().stream().map(this::toldTo).toList());
  }

  private ToldTo toldTo(Delivery d) {
    return new ToldTo(feed.shown(d.receiver()), d.event(), d.state(), d.attempts(), d.lastAttempt(), d.error());
  }
}
