package io.manometer.analyzer.alert;

import io.manometer.analyzer.history.KeptReports;
import io.manometer.analyzer.settings.ServiceAddress;
import io.manometer.analyzer.settings.Settings;
import io.manometer.rules.limit.Limits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.function.SingletonSupplier;

/** Puts alerting together. */
@Configuration(proxyBeanMethods = false)
@Import({AlertsEndpoint.class, Runbook.class})
public class AlertConfiguration {

  @Bean
  LedgerStore ledgerStore(Settings settings) {
    return LedgerStore.open(settings.dataDir().resolve("alerts.json"));
  }

  @Bean
  AlertWriter alertWriter(ServiceAddress address, AlertSettings settings) {
    return new AlertWriter(address::base, settings.runbookUrl());
  }

  /** One for each receiver of the settings. */
  record Couriers(List<Courier> all) {}

  @Bean
  Couriers couriers(AlertSettings settings, LedgerStore store, AlertWriter writer, ServiceAddress address) {
    return new Couriers(
        channels(settings, address).stream().map(channel -> new Courier(channel, store, writer, settings)).toList());
  }

  private static List<AlertChannel> channels(AlertSettings settings, ServiceAddress address) {
    Supplier<HttpPost> http = SingletonSupplier.of(() -> new HttpPost(settings.timeout()));
    byte[] secret = settings.webhookSecret();
    List<AlertChannel> channels = new ArrayList<>();
    channels.add(new LogChannel());
    settings.alertmanagerUrls().stream().distinct()
        .map(url -> new AlertmanagerChannel(Receiver.checked("alertmanager-urls", url), http.get(), settings.resend()))
        .forEach(channels::add);
    settings.webhookUrls().stream().distinct()
        .map(url -> new WebhookChannel(Receiver.checked("webhook-urls", url), http.get(), address::base, secret))
        .forEach(channels::add);
    return channels;
  }

  @Bean
  @Lazy(false)
  Alerter alerter(
      AlertSettings settings, Limits limits, LedgerStore store, KeptReports kept, Couriers couriers, Clock clock) {
    return new Alerter(settings, limits, store, kept, couriers.all(), clock);
  }

  @Bean
  IncidentFeed incidentFeed(LedgerStore store, Couriers couriers) {
    return new IncidentFeed(store, couriers.all());
  }
}
