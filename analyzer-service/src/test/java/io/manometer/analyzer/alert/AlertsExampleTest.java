package io.manometer.analyzer.alert;

import io.manometer.analyzer.DocumentedFile;
import io.manometer.analyzer.SampleReport;
import io.manometer.analyzer.alert.Delivery.Event;
import io.manometer.analyzer.history.ReportFolder;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AlertsExampleTest {

  private static final AlertSettings SETTINGS = Given.settings();
  private static final AlertWriter WRITER = new AlertWriter(() -> "http://127.0.0.1:8085", null);

  @TempDir Path data;

  @Test
  void theExampleOfTheListOfAlertsIsWhatTheCodeWrites() throws IOException {
    AlertChannel log = new LogChannel();
    AlertChannel alertmanager = new AlertmanagerChannel(
        HttpUrl.get("http://am1:9093"), new HttpPost(Duration.ofSeconds(10)), Duration.ofSeconds(30));
    Episode episode = told(Episode.opened(incident(), reportId(), List.of(log.id(), alertmanager.id())), log, alertmanager);
    LedgerStore store = LedgerStore.open(data.resolve("alerts.json"));
    store.update(ledger -> ledger.with(episode));
    List<Courier> couriers = List.of(courier(log, store), courier(alertmanager, store));
    byte[] answer = new AlertsEndpoint(store, new IncidentFeed(store, couriers), WRITER).alerts().getBody();
    JsonMapper json = JsonMapper.shared();
    DocumentedFile.at("api.md").holds("alerts",
        "```json\n" + json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(answer)) + "\n```\n");
  }

  private static Report report() {
    return SampleReport.at(SampleReport.AT);
  }

  private String reportId() {
    return new ReportFolder(data.resolve("reports"), 1).keep(report(), Set.of());
  }

  private static Incident incident() {
    Sighting sighting = new BottleneckCondition(SETTINGS, Limits.standard()).sightings(report()).get(0);
    return Incident.open(sighting, SampleReport.AT, false);
  }

  /** The log has taken it, Alertmanager has not yet. */
  private static Episode told(Episode episode, AlertChannel log, AlertChannel alertmanager) {
    Instant first = SampleReport.AT.plusMillis(200);
    Delivery taken = episode.delivery(log.id(), Event.FIRED).orElseThrow().delivered(first);
    Delivery refused =
        episode.delivery(alertmanager.id(), Event.FIRED).orElseThrow().failed(first, "answered 503", first.plusSeconds(1));
    return episode.with(taken).with(refused);
  }

  private static Courier courier(AlertChannel channel, LedgerStore store) {
    return new Courier(channel, store, WRITER, SETTINGS);
  }
}
