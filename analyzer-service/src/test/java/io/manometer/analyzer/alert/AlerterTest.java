package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.history.ReportFolder;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Cause;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlerterTest {

  @TempDir Path data;

  @Test
  void theReportOfAnAlertThatFiresIsNotDroppedForThoseOfLaterAlerts() {
    LedgerStore store = LedgerStore.open(data.resolve("alerts.json"));
    ReportFolder reports = new ReportFolder(data.resolve("reports"), 1);
    Clock clock = Clock.fixed(Given.START, ZoneOffset.UTC);
    try (Alerter alerter = new Alerter(
        Given.settings("critical-hold=0s"), Limits.standard(), store, reports, List.of(), clock)) {
      for (int job = 0; job < 3; job++) {
        Instant at = Given.START.plusSeconds(job);
        alerter.published(Given.job("job-" + job).operator("slow", 1000).bottleneck(Cause.CPU_BOUND, "slow").at(at), at);
      }
    }
    assertThat(store.ledger().episodes()).hasSize(3).allSatisfy(e -> assertThat(reports.find(e.reportId())).isPresent());
  }
}
