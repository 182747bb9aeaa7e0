package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AlertmanagerChannelTest extends AlertChannelContract {

  private final HookServer server = HookServer.start();

  @Override
  AlertChannel channel(Duration timeout) {
    return new AlertmanagerChannel(
        HttpUrl.get(server.url() + "/prefix/"), new HttpPost(timeout), Duration.ofSeconds(30));
  }

  /** An alert is over when its end has passed; simulated time is long past, so the length tells. */
  @Override
  List<Heard> heard() {
    return server.requests().stream().map(r -> new Heard(status(r.alerts().get(0)), r.body())).toList();
  }

  private static String status(JsonNode alert) {
    Duration length = Duration.between(start(alert), end(alert));
    return length.compareTo(Duration.ofSeconds(120)) >= 0 ? "firing" : "resolved";
  }

  private static Instant start(JsonNode alert) {
    return Instant.parse(alert.get("startsAt").asString());
  }

  private static Instant end(JsonNode alert) {
    return Instant.parse(alert.get("endsAt").asString());
  }

  @Override
  Optional<HookServer> receiver() {
    return Optional.of(server);
  }

  @Test
  void isToldAgainEvery30SecondsWhileItFiresAndIsValidForFourTimesThat() {
    rounds(91);
    assertThat(server.requests()).hasSize(4);
    assertThat(server.requests().get(3).path()).isEqualTo("/prefix/api/v2/alerts");
    assertThat(start(server.requests().get(3).alerts().get(0))).isEqualTo(Given.START);
    assertThat(end(server.requests().get(3).alerts().get(0))).isEqualTo(Given.START.plusSeconds(90 + 120));
  }

  @Test
  void isToldFor5MinutesThatItIsOverAlwaysInFull() {
    rounds(1);
    end();
    rounds(3600);
    List<HookServer.Request> resolved = server.requests().subList(1, server.requests().size());
    assertThat(resolved).hasSize(10);
    assertThat(resolved).allSatisfy(r -> {
      assertThat(end(r.alerts().get(0))).isEqualTo(Given.START.plusSeconds(1));
      assertThat(r.alerts().get(0).get("annotations")).isEqualTo(resolved.get(0).alerts().get(0).get("annotations"));
      assertThat(r.alerts().get(0).get("generatorURL").asString()).isEqualTo("http://127.0.0.1:8085/jobs/orders");
    });
  }

  @Test
  void hearsOfAnEpisodeThatItMissedAsFiringForAMinuteAndThenAsOver() {
    server.answering(503);
    rounds(5);
    end();
    rounds(20);
    server.answering(200);
    rounds(120);
    List<HookServer.Request> taken = server.taken();
    assertThat(end(taken.get(0).alerts().get(0))).as("fires").isAfter(Given.START.plusSeconds(120));
    assertThat(taken.get(0).body()).contains("Over since 2026-03-01T12:00:05Z");
    HookServer.Request over = taken.stream()
        .filter(r -> end(r.alerts().get(0)).equals(Given.START.plusSeconds(5))).findFirst().orElseThrow();
    assertThat(taken.indexOf(over)).isEqualTo(1);
  }
}
