package io.manometer.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.scenarios.Scenarios;
import io.manometer.scenarios.run.AlertReceiver.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

/**
 * A pipeline in two worker JVMs, the analyzer, a webhook and a real Alertmanager: each is told once of an alert and once
 * that it is over. A real Prometheus scrapes the same agents, for the shipped rules and dashboard. The hold times are the
 * defaults, but for those after which an alert ends, which are so only with {@code -Dmanometer.full=true}; what is printed
 * is what a user sees.
 */
class AlertsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final List<String> END_SOONER =
      List.of("alerts.warning-clear-hold=10s", "alerts.critical-clear-hold=10s");
  private static final String JOB = "shop-alerts";

  private final AlertReceiver receiver = new AlertReceiver();
  private Processes processes;
  private Workers workers;
  private Monitoring monitoring;

  @BeforeEach
  void start(TestInfo test) {
    Path folder = Path.of("build", "runs", "alerts-" + ProcessHandle.current().pid(),
        test.getTestMethod().orElseThrow().getName());
    processes = new Processes(new Launch(
        Path.of("agent/dist/target/manometer-agent.jar"), Path.of("analyzer-service/target/manometer.jar"), 0, folder));
    workers = new Workers(processes);
    monitoring = new Monitoring(processes);
    String alertmanager = monitoring.alertmanager(receiver.url("/by-alertmanager"));
    List<String> settings = new ArrayList<>(Boolean.getBoolean("manometer.full") ? List.of() : END_SOONER);
    settings.add("alerts.webhook-urls=" + receiver.url("/direct"));
    settings.add("alerts.alertmanager-urls=" + alertmanager);
    processes.startAnalyzer(settings);
  }

  @AfterEach
  void end() {
    processes.close();
    receiver.close();
  }

  @Test
  void aBottleneckIsOneCriticalAlertAndItsFixEndsIt() {
    long running = run("io-sink", false);
    String prometheus = monitoring.prometheus(monitoring.agents(workers.workers()), DashboardQueries.rules());

    Told fired = told("firing ManometerBottleneck receipts", running);
    JsonNode says = fired.alert().get("annotations");
    assertThat(says.get("root_cause").asString()).startsWith("SYNC_IO");
    JsonNode kept = reportAsItFired(fired);
    assertThat(kept.get("health").asString()).isEqualTo("BOTTLENECK");
    assertThat(kept.at("/diagnoses/0/cause").asString()).isEqualTo("SYNC_IO");
    rulesAndDashboardHaveAnswers(new DashboardQueries(prometheus));

    workers.stop();
    told("resolved ManometerBottleneck receipts", run("io-sink", true));
    assertThat(reportAsItFired(fired)).isEqualTo(kept);
    nothingElseIsTold("ManometerBottleneck receipts");
  }

  @Test
  void anOperatorNearItsLimitIsOneWarningWhichEndsWithTheLoad() {
    Told fired = told("firing ManometerBusy bundle", run("near-saturation", false));
    assertThat(fired.alert().get("labels").get("severity").asString()).isEqualTo("warning");
    assertThat(reportAsItFired(fired).get("health").asString()).isEqualTo("DEGRADED");

    workers.stop();
    told("resolved ManometerBusy bundle", run("healthy", false));
    nothingElseIsTold("ManometerBusy bundle");
  }

  /** Returns when its tasks run, as {@link System#nanoTime}. */
  private long run(String scenario, boolean fixed) {
    workers.start(Scenarios.byName(scenario), fixed, JOB);
    return System.nanoTime();
  }

  /** Waits until both have heard it; returns what the webhook heard. */
  private Told told(String what, long since) {
    until(what, () -> receiver.first("/direct " + what).isPresent()
        && receiver.first("/by-alertmanager " + what).isPresent());
    Told direct = receiver.first("/direct " + what).orElseThrow();
    Told passedOn = receiver.first("/by-alertmanager " + what).orElseThrow();
    System.out.printf("measured: %s, webhook told %.1f s after the tasks ran, through Alertmanager %.1f s%n",
        what, (direct.nanos() - since) / 1e9, (passedOn.nanos() - since) / 1e9);
    return direct;
  }

  private static JsonNode reportAsItFired(Told fired) {
    String page = fired.alert().get("annotations").get("report_url").asString();
    assertThat(Http.get(page)).as(page).isPresent();
    JsonNode report = Http.json(page.replace("/reports/", "/api/v1/reports/"));
    assertThat(Instant.parse(report.get("at").asString()).toEpochMilli())
        .isEqualTo(Instant.parse(fired.alert().get("startsAt").asString()).toEpochMilli());
    return report;
  }

  private void rulesAndDashboardHaveAnswers(DashboardQueries shipped) {
    until("the rules see the bottleneck", () -> shipped.alerted("ManometerTaskBottleneck").contains("receipts")
        && shipped.alerted("ManometerLagGrowing").contains("purchases"));
    assertThat(shipped.unanswered()).isEmpty();
    assertThat(shipped.rulesWithoutResult()).isEmpty();
    assertThat(shipped.alerted("ManometerTaskBottleneck")).containsExactly("receipts");
    assertThat(shipped.alerted("ManometerTaskBusy")).containsExactly("receipts");
    assertThat(shipped.alerted("ManometerOutPoolFull")).contains("normalize").doesNotContain("receipts");
    assertThat(shipped.alerted("ManometerAgentNotWhole")).isEmpty();
    System.out.println("measured: " + shipped.queries() + " queries of the dashboard, all answered");
  }

  /** Neither another operator's alert nor a second message about this one. */
  private void nothingElseIsTold(String alert) {
    Pause.millis(QUIET.toMillis());
    assertThat(receiver.told()).containsExactlyInAnyOrder(
        "/direct firing " + alert, "/by-alertmanager firing " + alert,
        "/direct resolved " + alert, "/by-alertmanager resolved " + alert);
  }

  private void until(String what, BooleanSupplier condition) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      processes.failIfOneEnded();
      assertThat(System.nanoTime()).as("%s in time; told so far: %s", what, receiver.told()).isLessThan(giveUp);
      Pause.millis(100);
    }
  }
}
