package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookChannelTest extends AlertChannelContract {

  private static final byte[] SECRET = "the key".getBytes(StandardCharsets.UTF_8);

  private final HookServer server = HookServer.start();

  @Override
  AlertChannel channel(Duration timeout) {
    return new WebhookChannel(
        HttpUrl.get(server.url() + "/token-in-path"), new HttpPost(timeout), () -> "http://127.0.0.1:8085", SECRET);
  }

  @Override
  List<Heard> heard() {
    return server.requests().stream().map(r -> new Heard(r.json().get("status").asString(), r.body())).toList();
  }

  @Override
  Optional<HookServer> receiver() {
    return Optional.of(server);
  }

  @Test
  void hasTheShapeOfAlertmanagersWebhook() {
    rounds(1);
    end();
    rounds(1);
    JsonNode fired = server.requests().get(0).json();
    assertThat(fired.propertyNames()).containsExactlyInAnyOrder("version", "groupKey", "truncatedAlerts", "status",
        "receiver", "groupLabels", "commonLabels", "commonAnnotations", "externalURL", "alerts");
    assertThat(fired.get("version").asString()).isEqualTo("4");
    JsonNode alert = fired.get("alerts").get(0);
    assertThat(alert.propertyNames()).containsExactlyInAnyOrder("status", "labels", "annotations", "startsAt", "endsAt",
        "generatorURL", "fingerprint");
    assertThat(alert.get("endsAt").asString()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(alert.get("annotations").propertyNames()).containsExactlyInAnyOrder("summary", "description",
        "root_cause", "evidence", "remedy", "runbook_url", "report_url");
    assertThat(alert.get("annotations").get("report_url").asString())
        .isEqualTo("http://127.0.0.1:8085/reports/20260301T120000000Z-abc");
    JsonNode over = server.requests().get(1).json().get("alerts").get(0);
    assertThat(over.get("startsAt")).isEqualTo(alert.get("startsAt"));
    assertThat(over.get("fingerprint")).isEqualTo(alert.get("fingerprint"));
    assertThat(over.get("endsAt").asString()).isEqualTo("2026-03-01T12:00:01Z");
  }

  @Test
  void isSignedAndNamesItsMessageTheSameWhenItIsSentAgain() throws Exception {
    server.answering(503);
    rounds(2);
    server.answering(204);
    rounds(2);
    assertThat(server.requests()).hasSizeGreaterThan(1)
        .extracting(HookServer.Request::idempotencyKey).containsOnly(server.requests().get(0).idempotencyKey());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    HookServer.Request last = server.taken().get(0);
    assertThat(last.signature())
        .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(last.body().getBytes(StandardCharsets.UTF_8))));
  }
}
