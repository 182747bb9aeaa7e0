package io.manometer.analyzer.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.SampleReport;
import io.manometer.analyzer.history.ReportJson;
import io.manometer.analyzer.source.flink.ClusterState.Job;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FindingsTest {

  private static final Report HEALTHY = report("a", Health.HEALTHY);
  private static final Job A = new Job("a", "orders", "RUNNING");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theExitCodeSaysWhatTheReportsSay() {
    assertThat(findings(List.of(A), HEALTHY).exitCode()).isZero();
    assertThat(findings(List.of(A), report("a", Health.DEGRADED)).exitCode()).isZero();
    assertThat(findings(List.of(A), report("a", Health.BOTTLENECK)).exitCode()).isEqualTo(1);
    assertThat(findings(List.of(A), report("a", Health.INSUFFICIENT_DATA)).exitCode()).isEqualTo(2);
    assertThat(findings(List.of(A)).exitCode()).isEqualTo(2);
  }

  @Test
  void whatIsNearALimitIsLookedAtAgain() {
    assertThat(findings(List.of(A), HEALTHY).settled()).isTrue();
    assertThat(findings(List.of(A), report("a", Health.BOTTLENECK)).settled()).isTrue();
    assertThat(findings(List.of(A), report("a", Health.DEGRADED)).settled()).isFalse();
    assertThat(findings(List.of(A), report("a", Health.INSUFFICIENT_DATA)).settled()).isFalse();
  }

  @Test
  void aJobThatBeginsAnewAgainAndAgainIsTold() {
    Findings findings = findings(List.of(A, new Job("b", "clicks", "RESTARTING")), HEALTHY);
    assertThat(findings.decided()).isFalse();
    assertThat(findings.exitCode()).isEqualTo(2);
    assertThat(text(findings)).contains("orders  a  HEALTHY").contains("clicks  b  is RESTARTING\n");
    assertThat(json(findings)).hasSize(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("manometer: clicks  b  is RESTARTING\n");
  }

  @Test
  void aJobThatRunsNoMoreIsNotHealthyThoughItWas() {
    Findings findings = findings(List.of(new Job("a", "orders", "RESTARTING")), HEALTHY);
    assertThat(findings.decided()).isFalse();
    assertThat(findings.exitCode()).isEqualTo(2);
    assertThat(text(findings)).isEqualTo("orders  a  is RESTARTING\n");
    assertThat(json(findings)).isEmpty();
  }

  @Test
  void aJobThatTheJobManagerHasForgottenIsNotHealthyThoughItWas() {
    Findings findings = findings(List.of(), HEALTHY);
    assertThat(findings.exitCode()).isEqualTo(2);
    assertThat(text(findings)).isEqualTo("orders  a  is no longer known to the JobManager\n");
  }

  @Test
  void aJobThatRunsAndHasNoReportIsTold() {
    Findings findings = findings(List.of(A, new Job("b", "clicks", "RUNNING")), HEALTHY);
    assertThat(findings.exitCode()).isEqualTo(2);
    assertThat(text(findings)).contains("clicks  b  is RUNNING, and no metrics came from it\n");
    assertThat(json(findings)).hasSize(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("clicks  b  is RUNNING, and no metrics came from it");
  }

  @Test
  void aBottleneckIsTheAnswerThoughNotEveryJobHasOne() {
    Findings findings = findings(List.of(A, new Job("b", "clicks", "RESTARTING")), report("a", Health.BOTTLENECK));
    assertThat(findings.exitCode()).isEqualTo(1);
  }

  @Test
  void aJobThatHasEndedOrWasNotAskedAboutIsLeftOut() {
    Findings findings = Findings.of(
        List.of(A, new Job("b", "clicks", "FINISHED"), new Job("c", "views", "RESTARTING")),
        job -> !job.id().equals("c"), List.of(HEALTHY));
    assertThat(findings.decided()).isTrue();
    assertThat(findings.exitCode()).isZero();
    assertThat(text(findings)).doesNotContain("clicks").doesNotContain("views");
  }

  @Test
  void theNameOfAJobWithoutAReportCannotSteerTheTerminal() {
    Job hostile = new Job("b", "cl\u001b]0;x\u0007\u009b31micks\n", "RESTARTING");
    assertThat(text(findings(List.of(hostile)))).isEqualTo("cl?]0;x??31micks?  b  is RESTARTING\n");
  }

  private static Findings findings(List<Job> cluster, Report... reports) {
    return Findings.of(cluster, job -> true, List.of(reports));
  }

  private String text(Findings findings) {
    out.reset();
    findings.printText(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private JsonNode json(Findings findings) {
    out.reset();
    findings.printJson(
        new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    return ReportJson.mapper().readTree(out.toByteArray());
  }

  private static Report report(String job, Health health) {
    Report sample = SampleReport.of(job, List.of());
    return new Report(
        sample.job(), sample.at(), sample.window(), health, sample.sentence(), sample.events(), sample.diagnoses(),
        sample.operators(), sample.edges(), sample.workers(), sample.rules(), sample.missing(), sample.coverage(),
        sample.throughput(), sample.headroom(), sample.afterChange());
  }
}
