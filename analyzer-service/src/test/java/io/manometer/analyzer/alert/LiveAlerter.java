package io.manometer.analyzer.alert;

import io.manometer.analyzer.history.ReportFolder;
import io.manometer.rules.limit.Limits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;

/** Alerting as the service runs it, fed with the report that the test holds up, five times a second. */
final class LiveAlerter implements AutoCloseable {

  private final LedgerStore store;
  private final Alerter alerter;
  private final ScheduledExecutorService cycle = Executors.newSingleThreadScheduledExecutor();
  private volatile Given report = Given.job();

  LiveAlerter(Path data, AlertSettings settings) {
    store = LedgerStore.open(data.resolve("alerts.json"));
    AlertWriter writer = new AlertWriter(() -> "http://127.0.0.1:8085", null);
    HttpPost http = new HttpPost(settings.timeout());
    List<AlertChannel> channels = new ArrayList<>();
    settings.alertmanagerUrls().forEach(
        u -> channels.add(new AlertmanagerChannel(HttpUrl.get(u), http, settings.resend())));
    List<Courier> couriers = channels.stream().map(c -> new Courier(c, store, writer, settings)).toList();
    ReportFolder reports = new ReportFolder(data.resolve("reports"), 200);
    alerter = new Alerter(settings, Limits.standard(), store, reports, couriers, Clock.systemUTC());
    cycle.scheduleAtFixedRate(() -> {
      Instant now = Instant.now();
      alerter.published(report.at(now), now);
    }, 0, 200, TimeUnit.MILLISECONDS);
  }

  void shows(Given now) {
    report = now;
  }

  Ledger ledger() {
    return store.ledger();
  }

  void untilOpen(int episodes) {
    Await.until(episodes + " episodes", () -> ledger().episodes().size() >= episodes);
  }

  @Override
  public void close() {
    cycle.shutdownNow();
    alerter.close();
  }
}
