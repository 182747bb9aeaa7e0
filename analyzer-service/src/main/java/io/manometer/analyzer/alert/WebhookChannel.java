package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Delivery.Event;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts to a webhook in the shape of Alertmanager's own, version 4, one alert a message, so receivers made for
 * Alertmanager work. {@code Idempotency-Key} names the message: it is the same when a message has to be sent again.
 */
final class WebhookChannel implements AlertChannel {

  private static final String NOT_OVER = "0001-01-01T00:00:00Z";
  private static final String HMAC = "HmacSHA256";

  private final HttpUrl url;
  private final HttpPost http;
  private final Supplier<String> analyzerUrl;
  private final byte[] secret;
  private final JsonMapper json = JsonMapper.builder().build();

  /** The message. */
  record Message(
      String version,
      String groupKey,
      int truncatedAlerts,
      String status,
      String receiver,
      Map<String, String> groupLabels,
      Map<String, String> commonLabels,
      Map<String, String> commonAnnotations,
      String externalURL,
      List<Told> alerts) {}

  /** The alert within the message. */
  record Told(
      String status,
      SortedMap<String, String> labels,
      Map<String, String> annotations,
      String startsAt,
      String endsAt,
      String generatorURL,
      String fingerprint) {}

  /**
   * @param analyzerUrl where people reach the analyzer
   * @param secret key of the signature; empty for none
   */
  WebhookChannel(HttpUrl url, HttpPost http, Supplier<String> analyzerUrl, byte[] secret) {
    this.url = url;
    this.http = http;
    this.analyzerUrl = analyzerUrl;
    this.secret = secret.clone();
  }

  @Override
  public String id() {
    return Receiver.id("webhook", url);
  }

  @Override
  public String shown() {
    return Receiver.shown("webhook", url);
  }

  @Override
  public boolean forgetful() {
    return false;
  }

  @Override
  public void tell(Alert alert, Event event, Instant now) throws DeliveryFailed {
    byte[] body = json.writeValueAsBytes(message(alert, event));
    Map<String, String> headers = new HashMap<>();
    headers.put("Idempotency-Key", alert.fingerprint() + "-" + alert.startsAt().toEpochMilli() + "-" + status(event));
    if (secret.length > 0) {
      headers.put("X-Manometer-Signature", "sha256=" + signature(body));
    }
    http.send(url, body, headers);
  }

  private Message message(Alert alert, Event event) {
    String status = status(event);
    String name = alert.labels().get("alertname");
    return new Message("4", "{}/{}:{alertname=\"" + name + "\"}", 0, status, "manometer", Map.of("alertname", name),
        alert.labels(), alert.annotations(), analyzerUrl.get(),
        List.of(new Told(status, alert.labels(), alert.annotations(), alert.startsAt().toString(),
            event == Event.FIRED ? NOT_OVER : alert.endsAt().toString(), alert.generatorUrl(), alert.fingerprint())));
  }

  private static String status(Event event) {
    return event == Event.FIRED ? "firing" : "resolved";
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
