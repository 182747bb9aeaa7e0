package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.analyzer.AnalyzerService;
import io.manometer.analyzer.cycle.ReportListener;
import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.ServiceAddress;
import io.manometer.rules.report.Cause;
import io.manometer.ui.AlertFeed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlertsInTheServiceTest {

  @TempDir Path data;

  @Test
  void whatFiredIsServedAsJsonAndOnThePageAndItsReportAndRunbookCanBeOpened() throws Exception {
    try (ConfigurableApplicationContext service = start("alerts.critical-hold=0s")) {
      ReportListener alerter = service.getBean(Alerter.class);
      Instant now = Instant.now();
      alerter.published(Given.job().operator("slow", 1000).bottleneck(Cause.CPU_BOUND, "slow").at(now), now);
      String base = service.getBean(ServiceAddress.class).base();
      Await.until("the alert is told to the log", () -> Http.get(base + "/api/v1/alerts").contains("DELIVERED"));

      JsonNode alert = JsonMapper.shared().readTree(Http.get(base + "/api/v1/alerts")).get("alerts").get(0);
      assertThat(alert.get("status").asString()).isEqualTo("firing");
      assertThat(alert.get("severity").asString()).isEqualTo("CRITICAL");
      assertThat(alert.get("cause").asString()).isEqualTo("CPU_BOUND");
      assertThat(alert.get("labels").get("task_id").asString()).isEqualTo("slow");
      assertThat(alert.get("deliveries").get(0).get("receiver").asString()).isEqualTo("log");
      assertThat(alert.get("reportUrl").asString()).startsWith(base + "/reports/");
      String reportId = alert.get("reportUrl").asString().substring((base + "/reports/").length());
      assertThat(Http.get(base + "/api/v1/reports/" + reportId)).contains("slow holds the job back: CPU_BOUND");
      assertThat(Http.get(alert.get("annotations").get("runbook_url").asString())).contains("ManometerBottleneck");
      assertThat(service.getBean(AlertFeed.class).recent()).singleElement()
          .satisfies(a -> assertThat(a.reportId()).isEqualTo(reportId));
    }
  }

  @Test
  void badSettingsStopTheStartAndAreNamed() {
    assertThatThrownBy(() -> start("alerts.flap-openings=1")).isInstanceOf(BadSetting.class)
        .hasMessage("alerts.flap-openings=1 is not allowed; right would be a number of 2 or more");
    assertThatThrownBy(() -> start("alerts.webhook-urls=ftp://host/secret")).isInstanceOf(BadSetting.class)
        .hasMessageContaining("alerts.webhook-urls").hasMessageNotContaining("secret");
    assertThatThrownBy(() -> start("alerts.alertmanager-urls=http://u:secret@host")).isInstanceOf(BadSetting.class)
        .hasMessageContaining("alerts.alertmanager-urls").hasMessageNotContaining("secret");
    assertThatThrownBy(() -> start("alerts.resend=soon")).isInstanceOf(BadSetting.class)
        .hasMessage("alerts.resend=soon is not allowed; right would be a time of 1s or more, such as 30s");
    assertThatThrownBy(() -> start("alerts.webhook-secret-file=/nowhere")).isInstanceOf(BadSetting.class)
        .hasMessageContaining("alerts.webhook-secret-file=/nowhere");
  }

  private ConfigurableApplicationContext start(String... settings) {
    List<String> arguments = new ArrayList<>(List.of("port=0", "data-dir=" + data));
    arguments.addAll(List.of(settings));
    return AnalyzerService.start(arguments, new Properties(), Map.of());
  }
}
