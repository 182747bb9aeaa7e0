package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.RunningAnalyzer;
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

/**
 * From a worker's snapshots through the running service to a webhook. The hold times are a few seconds; with
 * {@code -Dmanometer.full=true} they are the defaults, and what is printed is what a user sees.
 */
@Execution(ExecutionMode.CONCURRENT)
class WholeWayIT {

  private static final List<String> SOONER = List.of("alerts.warning-hold=3s", "alerts.warning-clear-hold=3s",
      "alerts.critical-hold=2s", "alerts.critical-hold-cause-unknown=4s", "alerts.critical-clear-hold=3s");

  @TempDir Path data;

  private final HookServer hook = HookServer.start();

  @AfterEach
  void stop() {
    hook.close();
  }

  @Test
  void busyBeyondTheLimitIsToldOnceAndOnceThatItIsOver() {
    try (RunningAnalyzer analyzer = analyzer(); SimulatedWorker worker = new SimulatedWorker(json -> analyzer.push(json))) {
      worker.load(0.3, 0);
      Await.until("the job is healthy", () -> health(analyzer).equals("HEALTHY"));
      Await.pause(Duration.ofSeconds(4));
      assertThat(hook.requests()).isEmpty();

      Instant busy = worker.load(0.9, 0);
      JsonNode fired = heard(0);
      measured("busy 300 -> 900 ms/s, told after", busy, 0);
      assertThat(fired.get("status").asString()).isEqualTo("firing");
      assertThat(fired.get("labels").get("alertname").asString()).isEqualTo("ManometerBusy");
      assertThat(fired.get("labels").get("task_id").asString()).isEqualTo("write");
      reportStandsAsItFired(analyzer, fired);

      Instant calm = worker.load(0.3, 0);
      assertThat(heard(1).get("status").asString()).isEqualTo("resolved");
      measured("busy 900 -> 300 ms/s, told after", calm, 1);
      Await.pause(Duration.ofSeconds(3));
      assertThat(hook.requests()).hasSize(2);
    }
  }

  @Test
  void aBottleneckIsOneCriticalAlertAboutItsOperator() {
    try (RunningAnalyzer analyzer = analyzer(); SimulatedWorker worker = new SimulatedWorker(json -> analyzer.push(json))) {
      worker.load(0.3, 0);
      Await.until("the job is healthy", () -> health(analyzer).equals("HEALTHY"));
      Instant late = worker.load(1.0, 0.95);
      JsonNode fired = heard(0);
      measured("bottleneck, told after", late, 0);
      assertThat(fired.get("labels").get("alertname").asString()).isEqualTo("ManometerBottleneck");
      assertThat(fired.get("labels").get("task_name").asString()).isEqualTo("Write");
      reportStandsAsItFired(analyzer, fired);

      Instant healed = worker.load(0.3, 0);
      assertThat(heard(1).get("status").asString()).isEqualTo("resolved");
      measured("bottleneck gone, told after", healed, 1);
      assertThat(heard(1).get("labels")).isEqualTo(fired.get("labels"));
      Await.pause(Duration.ofSeconds(3));
      assertThat(hook.requests()).hasSize(2);
    }
  }

  private static String health(RunningAnalyzer analyzer) {
    return analyzer.get("/api/v1/jobs").json().at("/0/health").asString("");
  }

  private RunningAnalyzer analyzer() {
    List<String> settings = new ArrayList<>(Boolean.getBoolean("manometer.full") ? List.of() : SOONER);
    settings.add("alerts.webhook-urls=" + hook.url());
    return RunningAnalyzer.start(data, settings.toArray(String[]::new));
  }

  private JsonNode heard(int message) {
    Await.until("message " + message + " arrives", () -> hook.requests().size() > message);
    return hook.requests().get(message).alerts().get(0);
  }

  private void measured(String what, Instant since, int message) {
    System.out.printf("measured: %s %.1f s%n", what,
        Duration.between(since, hook.requests().get(message).at()).toMillis() / 1e3);
  }

  private static void reportStandsAsItFired(RunningAnalyzer analyzer, JsonNode alert) {
    String url = alert.get("annotations").get("report_url").asString();
    assertThat(url).startsWith(analyzer.address() + "/reports/");
    assertThat(analyzer.get(url.substring(analyzer.address().length())).status()).isEqualTo(200);
    JsonNode report = analyzer.get("/api/v1" + url.substring(analyzer.address().length())).json();
    assertThat(Instant.parse(report.get("at").asString()).toEpochMilli())
        .isEqualTo(Instant.parse(alert.get("startsAt").asString()).toEpochMilli());
  }
}
