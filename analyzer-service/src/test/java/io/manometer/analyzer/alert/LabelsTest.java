package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Report.JobRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void theIdentityIsAlertSeverityJobAndTask() {
    Subject subject = new Subject(
        new JobRef("j1", "Orders"), List.of(new OperatorRef("o1", "Enrich"), new OperatorRef("o2", "Sink")));
    assertThat(Labels.of(Severity.CRITICAL, subject)).hasToString("{alertname=ManometerBottleneck, job_id=j1,"
        + " job_name=Orders, severity=critical, task_id=o1, o2, task_name=Enrich, Sink}");
  }

  @Test
  void aLabelWithoutAValueIsLeftOutSinceAlertmanagerDoesSoToo() {
    assertThat(Labels.of(Severity.WARNING, new Subject(new JobRef("j1", ""), List.of())))
        .containsOnlyKeys("alertname", "severity", "job_id");
  }

  @Test
  void foreignTextIsBoundedAndHasNoControlCharacters() {
    assertThat(Text.line("a\nb\u0007\ud800c", 10)).isEqualTo("a b\ufffd\ufffdc");
    assertThat(Text.line("x".repeat(300), 256)).hasSize(256).endsWith("…");
    assertThat(Text.lines("a\nb", 10)).isEqualTo("a\nb");
    assertThat(Text.line("😀".repeat(10), 5)).isEqualTo("😀😀😀😀…");
    assertThat(Text.line(null, 5)).isEmpty();
  }
}
