package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.manometer.analyzer.alert.Delivery.Event;
import io.manometer.analyzer.alert.Delivery.State;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every channel owes, tried against a real receiver. */
abstract class AlertChannelContract {

  /** Long, since a busy machine may take its time; only the receiver that hangs is given less. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  static final String HOSTILE = "<script>alert(1)</script> ${x} \u0000 \ud800 \" {{ .Labels }}";

  @TempDir Path data;

  private LedgerStore store;
  private Courier courier;
  private AlertChannel channel;
  private Incident incident;
  private Instant now = Given.START;

  /** What the receiver heard, as {@code firing} or {@code resolved} and the rest of the message. */
  record Heard(String status, String text) {}

  abstract AlertChannel channel(Duration timeout);

  abstract List<Heard> heard();

  /** The receiver, when it can fail at all. */
  abstract Optional<HookServer> receiver();

  @BeforeEach
  void anOpenIncident() {
    channel = channel(TIMEOUT);
    store = LedgerStore.open(data.resolve("alerts.json"));
    courier = courier();
    Account account =
        new Account(HOSTILE, "The state.", Cause.CPU_BOUND, "CPU_BOUND", "busy time: 1000 ms/s", "Do it.");
    Subject subject = new Subject(Given.JOB, List.of(new OperatorRef("op", HOSTILE)));
    Sighting sighting = new Sighting(Severity.CRITICAL, subject, Sighting.Finding.RAISED, Duration.ZERO, account);
    incident = Incident.open(sighting, now, false);
    store.update(l -> l.with(Episode.opened(incident, "20260301T120000000Z-abc", List.of(channel.id()))));
  }

  @AfterEach
  void stop() {
    receiver().ifPresent(HookServer::close);
  }

  @Test
  void opensOnceAndClosesOnce() {
    rounds(10);
    assertThat(heard()).extracting(Heard::status).containsExactly("firing");
    end();
    rounds(10);
    assertThat(heard()).extracting(Heard::status).containsExactly("firing", "resolved");
    assertThat(delivery(Event.FIRED)).returns(State.DELIVERED, Delivery::state).returns(1, Delivery::attempts);
    assertThat(delivery(Event.RESOLVED)).returns(State.DELIVERED, Delivery::state).returns(1, Delivery::attempts);
  }

  @Test
  void saysWhatItIsAboutInEachMessage() {
    rounds(1);
    end();
    rounds(1);
    SortedMap<String, String> labels = Labels.of(incident.severity(), incident.subject());
    assertThat(heard()).hasSize(2).allSatisfy(h -> assertThat(h.text())
        .contains(labels.get("alertname"), "<script>alert(1)</script> ${x} \ufffd \ufffd"));
  }

  @Test
  void isNotToldAgainAfterARestart() {
    rounds(1);
    store = LedgerStore.open(data.resolve("alerts.json"));
    courier = courier();
    if (!channel.forgetful()) {
      rounds(5);
      assertThat(heard()).hasSize(1);
    }
    assertThat(delivery(Event.FIRED).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void countsAFailureAndTriesAgainUntilItIsTaken() {
    HookServer server = server();
    server.answering(500);
    rounds(3);
    assertThat(delivery(Event.FIRED)).returns(State.PENDING, Delivery::state)
        .satisfies(d -> assertThat(d.attempts()).isBetween(1, 3))
        .returns("answered 500", Delivery::error);
    end();
    rounds(30);
    assertThat(server.requests()).as("backs off").hasSizeBetween(4, 8);
    assertThat(server.requests()).as("the beginning before the end").allSatisfy(r -> assertThat(r.body())
        .doesNotContain("\"resolved\""));
    server.answering(200);
    rounds(90);
    assertThat(server.taken()).isNotEmpty();
    assertThat(delivery(Event.FIRED)).returns(State.DELIVERED, Delivery::state).returns(null, Delivery::error);
    assertThat(delivery(Event.RESOLVED)).returns(State.DELIVERED, Delivery::state);
    List<Heard> taken = heard().subList(server.requests().size() - server.taken().size(), heard().size());
    assertThat(taken.get(0).status()).isEqualTo("firing");
    assertThat(taken.get(taken.size() - 1).status()).isEqualTo("resolved");
  }

  @Test
  void isTriedAgainWhenTheReceiverWasNotThere() {
    int port = server().port();
    server().close();
    rounds(3);
    assertThat(delivery(Event.FIRED).state()).isEqualTo(State.PENDING);
    assertThat(delivery(Event.FIRED).error()).isNotBlank();
    try (HookServer back = HookServer.start(port)) {
      rounds(20);
      assertThat(back.taken()).isNotEmpty();
      assertThat(delivery(Event.FIRED).state()).isEqualTo(State.DELIVERED);
    }
  }

  @Test
  void isGivenUpAfterALongTime() {
    server().answering(404);
    now = now.plus(Duration.ofDays(8));
    rounds(1);
    assertThat(delivery(Event.FIRED)).returns(State.FAILED, Delivery::state).returns("answered 404", Delivery::error);
    int asked = server().requests().size();
    rounds(60);
    assertThat(server().requests()).hasSize(asked);
  }

  @Test
  void holdsItsThreadForNoLongerThanTheTimeout() {
    server().after(Duration.ofSeconds(60));
    channel = channel(Duration.ofSeconds(1));
    courier = courier();
    long began = System.nanoTime();
    courier.round(now);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    assertThat(delivery(Event.FIRED).state()).isEqualTo(State.PENDING);
  }

  @Test
  void doesNotFollowARedirect() {
    server().answering(307);
    rounds(1);
    assertThat(server().requests()).noneMatch(r -> r.path().equals("/elsewhere"));
    assertThat(delivery(Event.FIRED).error()).isEqualTo("answered 307");
  }

  @Test
  void isNamedAlikeAfterARestartAndWithoutSecrets() {
    assertThat(channel(TIMEOUT).id()).isEqualTo(channel.id());
    assertThat(channel.shown()).doesNotContain("token").isNotBlank();
  }

  /** One round for each second of simulated time. */
  void rounds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      courier.round(now);
      now = now.plusSeconds(1);
    }
  }

  void end() {
    store.update(l -> l.changing(incident.id(), e -> e.ended(incident.ended(Incident.Ending.HEALED, now))));
  }

  private Courier courier() {
    AlertWriter writer = new AlertWriter(() -> "http://127.0.0.1:8085", null);
    return new Courier(channel, store, writer, Given.settings());
  }

  private HookServer server() {
    assumeTrue(receiver().isPresent(), "this receiver cannot fail");
    return receiver().get();
  }

  private Delivery delivery(Event event) {
    return store.ledger().episode(incident.id()).orElseThrow().delivery(channel.id(), event).orElseThrow();
  }
}
