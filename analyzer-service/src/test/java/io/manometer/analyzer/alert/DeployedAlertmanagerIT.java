package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipped Alertmanager configuration mutes symptoms of a bottleneck in its own job, and nothing else. */
@Execution(ExecutionMode.CONCURRENT)
class DeployedAlertmanagerIT {

  @TempDir Path folder;

  @Test
  void aBottleneckMutesTheSymptomsInItsJobOnly() throws Exception {
    String config = Deployed.text(Deployed.ALERTMANAGER.resolve("alertmanager.yml"));
    try (HookServer hook = HookServer.start();
        RealAlertmanager alertmanager =
            new RealAlertmanager(folder, config.replace("http://127.0.0.1:9999", hook.url()), "sample.yml").start()) {
      post(alertmanager, "ManometerBottleneck", "a", "slow");
      post(alertmanager, "ManometerTaskBottleneck", "a", "slow");
      post(alertmanager, "ManometerOutPoolFull", "a", "up");
      post(alertmanager, "ManometerBusy", "a", "other");
      post(alertmanager, "ManometerLagGrowing", "a", "src");
      post(alertmanager, "ManometerBusy", "b", "near");
      post(alertmanager, "ManometerTaskBusy", "b", "near");
      post(alertmanager, "ManometerTaskBusy", "b", "elsewhere");
      Await.until("what is to be muted is muted", () -> states(alertmanager).equals(Map.of(
          "ManometerBottleneck a slow", "active",
          "ManometerTaskBottleneck a slow", "suppressed",
          "ManometerOutPoolFull a up", "suppressed",
          "ManometerBusy a other", "suppressed",
          "ManometerLagGrowing a src", "suppressed",
          "ManometerBusy b near", "active",
          "ManometerTaskBusy b near", "suppressed",
          "ManometerTaskBusy b elsewhere", "active")));
      Await.until("both receivers heard", () -> hook.requests().size() >= 3);
      assertThat(hook.requests()).filteredOn(r -> r.path().equals("/page")).singleElement()
          .satisfies(r -> assertThat(r.body()).contains("ManometerBottleneck"));
    }
  }

  private static void post(RealAlertmanager to, String alert, String job, String task) throws DeliveryFailed {
    String severity = alert.contains("Bottleneck") ? "critical" : "warning";
    String body = JsonMapper.shared().writeValueAsString(List.of(Map.of("labels",
        Map.of("alertname", alert, "job_id", job, "task_id", task, "severity", severity))));
    new HttpPost(Duration.ofSeconds(5))
        .send(HttpUrl.get(to.url() + "/api/v2/alerts"), body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static Map<String, String> states(RealAlertmanager of) {
    return Deployed.each(JsonMapper.shared().readTree(Http.get(of.url() + "/api/v2/alerts"))).stream()
        .collect(Collectors.toMap(DeployedAlertmanagerIT::name, a -> a.get("status").get("state").asString()));
  }

  private static String name(JsonNode alert) {
    JsonNode labels = alert.get("labels");
    return Stream.of("alertname", "job_id", "task_id")
        .map(l -> labels.get(l).asString()).collect(Collectors.joining(" "));
  }
}
