package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Delivery.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells one Alertmanager by its API version 2. It forgets alerts that are not told again, and after a restart all of
 * them; a firing alert is therefore valid for four times the resend interval, so three lost messages do not resolve it.
 */
final class AlertmanagerChannel implements AlertChannel {

  private static final int VALID_FOR_RESENDS = 4;
  private static final String API = "api/v2/alerts";

  private final HttpUrl url;
  private final HttpPost http;
  private final Duration resend;
  private final JsonMapper json = JsonMapper.builder().build();

  /** One alert as the API takes it; {@code endsAt} in the future while it fires. */
  record Message(
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt,
      Instant endsAt,
      String generatorURL) {}

  AlertmanagerChannel(HttpUrl base, HttpPost http, Duration resend) {
    String path = base.encodedPath().replaceAll("/+$", "");
    this.url = path.endsWith("/" + API) ? base : base.newBuilder().encodedPath(path + "/" + API).build();
    this.http = http;
    this.resend = resend;
  }

  @Override
  public String id() {
    return Receiver.id("alertmanager", url);
  }

  @Override
  public String shown() {
    return Receiver.shown("alertmanager", url);
  }

  @Override
  public boolean forgetful() {
    return true;
  }

  @Override
  public void tell(Alert alert, Event event, Instant now) throws DeliveryFailed {
    Instant endsAt = event == Event.FIRED ? now.plus(resend.multipliedBy(VALID_FOR_RESENDS)) : alert.endsAt();
    Message message = new Message(alert.labels(), alert.annotations(), alert.startsAt(), endsAt, alert.generatorUrl());
    http.send(url, json.writeValueAsBytes(List.of(message)), Map.of());
  }
}
