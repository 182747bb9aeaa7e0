package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Alerts all the way to the receiver of a real Alertmanager, through its restarts and absences. */
@Execution(ExecutionMode.CONCURRENT)
class AlertmanagerIT {

  private static final Given LATE = Given.job().operator("slow", 1000).bottleneck(Cause.CPU_BOUND, "slow");
  private static final Given CALM = Given.job().operator("slow", 300);
  private static final Given NEAR = Given.job().health(Health.DEGRADED).operator("slow", 850);

  @TempDir Path folder;

  private final HookServer hook = HookServer.start();
  private RealAlertmanager alertmanager;
  private LiveAlerter alerter;

  @AfterEach
  void stop() {
    if (alerter != null) {
      alerter.close();
    }
    if (alertmanager != null) {
      alertmanager.close();
    }
    hook.close();
  }

  @Test
  void firesOnceWithOurWordsAndResolvesOnce() {
    begin();
    alerter.shows(LATE);
    untilHeard("firing");
    JsonNode fired = notifications().get(0);
    Alert ours = alert();
    assertThat(fired.get("fingerprint").asString()).as("Alertmanager's own fingerprint").isEqualTo(ours.fingerprint());
    assertThat(Instant.parse(fired.get("startsAt").asString())).isEqualTo(ours.startsAt());
    assertThat(fired.get("labels").propertyNames()).containsExactlyInAnyOrderElementsOf(ours.labels().keySet());
    ours.annotations().forEach((name, text) ->
        assertThat(fired.get("annotations").get(name).asString()).as(name).isEqualTo(text));
    assertThat(fired.get("annotations").get("root_cause").asString()).isEqualTo("CPU_BOUND, confidence HIGH");
    Await.pause(Duration.ofSeconds(4));
    alerter.shows(CALM);
    untilHeard("firing", "resolved");
    JsonNode over = notifications().get(1);
    assertThat(over.get("annotations").get("report_url")).isEqualTo(fired.get("annotations").get("report_url"));
    assertThat(over.get("annotations").get("root_cause")).isEqualTo(fired.get("annotations").get("root_cause"));
    nothingMoreIsHeardFor(Duration.ofSeconds(5));
  }

  @Test
  void aWarningThatBecomesCriticalIsResolvedAndTheCriticalOneStays() {
    begin();
    alerter.shows(NEAR);
    untilHeard("firing");
    alerter.shows(LATE);
    Await.until("three notifications", () -> notifications().size() == 3);
    assertThat(notifications())
        .extracting(n -> n.get("status").asString() + " " + n.get("labels").get("severity").asString())
        .containsExactlyInAnyOrder("firing warning", "resolved warning", "firing critical");
    nothingMoreIsHeardFor(Duration.ofSeconds(5));
  }

  @Test
  void aRestartAndAKillOfAlertmanagerCostNothingAndRepeatNothing() {
    begin();
    alerter.shows(LATE);
    untilHeard("firing");
    untilItHasTheReceiversAnswer();
    alertmanager.stop();
    Await.pause(Duration.ofSeconds(3));
    alertmanager.start();
    Await.pause(Duration.ofSeconds(4));
    alertmanager.kill();
    Await.pause(Duration.ofSeconds(2));
    alertmanager.start();
    untilItKnowsTheAlert();
    nothingMoreIsHeardFor(Duration.ofSeconds(4));
    alerter.shows(CALM);
    untilHeard("firing", "resolved");
    nothingMoreIsHeardFor(Duration.ofSeconds(4));
  }

  @Test
  void anAlertmanagerThatWasAwayHearsOfWhatFiresOnceItIsBack() {
    alertmanager = new RealAlertmanager(folder.resolve("am"), hook.url());
    alerter = new LiveAlerter(folder, settings());
    alerter.shows(LATE);
    alerter.untilOpen(1);
    Await.pause(Duration.ofSeconds(12));
    Instant back = Instant.now();
    alertmanager.start();
    untilHeard("firing");
    Duration delay = Duration.between(back, hook.requests().get(0).at());
    System.out.println("measured: Alertmanager back after 12 s, told " + delay.toMillis() + " ms after its start");
    assertThat(delay).isLessThan(Duration.ofSeconds(30));
    assertThat(Instant.parse(notifications().get(0).get("startsAt").asString())).isEqualTo(alert().startsAt());
  }

  @Test
  void anEpisodeThatCameAndWentWhileAlertmanagerWasAwayIsStillHeardOf() {
    alertmanager = new RealAlertmanager(folder.resolve("am"), hook.url());
    alerter = new LiveAlerter(folder, settings());
    alerter.shows(LATE);
    alerter.untilOpen(1);
    alerter.shows(CALM);
    Await.until("it is over", () -> !alerter.ledger().episodes().get(0).incident().firing());
    Await.pause(Duration.ofSeconds(3));
    alertmanager.start();
    untilHeard("firing", "resolved");
    nothingMoreIsHeardFor(Duration.ofSeconds(4));
    assertThat(notifications().get(0).get("annotations").get("description").asString()).contains("Over since");
  }

  @Test
  void oneOfTwoAlertmanagersAwayDoesNotDelayTheOther() {
    alertmanager = new RealAlertmanager(folder.resolve("am"), hook.url()).start();
    alerter = new LiveAlerter(folder, Given.settings("critical-hold=1s", "resend=2s",
        "alertmanager-urls=http://127.0.0.1:" + RealPart.freePort() + "," + alertmanager.url()));
    alerter.shows(LATE);
    untilHeard("firing");
    Await.until("one is told and the other still waits", () -> alerter.ledger().episodes().get(0).deliveries().stream()
        .map(Delivery::state).toList().equals(List.of(Delivery.State.PENDING, Delivery.State.DELIVERED)));
  }

  private void begin() {
    alertmanager = new RealAlertmanager(folder.resolve("am"), hook.url()).start();
    alerter = new LiveAlerter(folder, settings());
  }

  /** The defaults, but for times that would make a test long. */
  private AlertSettings settings() {
    return Given.settings("critical-hold=1s", "critical-clear-hold=1s", "warning-hold=1s", "warning-clear-hold=1s",
        "resend=2s", "alertmanager-urls=" + alertmanager.url());
  }

  private Alert alert() {
    return new AlertWriter(() -> "http://127.0.0.1:8085", null).alert(alerter.ledger().episodes().get(0));
  }

  private List<JsonNode> notifications() {
    List<JsonNode> alerts = new ArrayList<>();
    hook.requests().forEach(r -> alerts.addAll(r.alerts()));
    return alerts;
  }

  private List<String> statuses() {
    return notifications().stream().map(n -> n.get("status").asString()).toList();
  }

  private void untilHeard(String... statuses) {
    Await.until("the receiver heard " + String.join(", ", statuses), () -> statuses().size() >= statuses.length);
    assertThat(statuses()).containsExactly(statuses);
  }

  private void nothingMoreIsHeardFor(Duration time) {
    List<String> before = statuses();
    Await.pause(time);
    assertThat(statuses()).isEqualTo(before);
  }

  /** An Alertmanager that ends before its receiver answers has noted nothing, and tells it again. */
  private void untilItHasTheReceiversAnswer() {
    Await.until("Alertmanager has the receiver's answer", () -> Http.get(alertmanager.url() + "/metrics")
        .contains("alertmanager_notification_latency_seconds_count{integration=\"webhook\"} 1\n"));
  }

  private void untilItKnowsTheAlert() {
    Await.until("Alertmanager knows the alert again",
        () -> Http.get(alertmanager.url() + "/api/v2/alerts").contains(alert().fingerprint()));
  }
}
