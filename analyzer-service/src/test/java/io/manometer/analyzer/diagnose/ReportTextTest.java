package io.manometer.analyzer.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Level;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  private static final Instant AT = Instant.parse("2026-01-01T10:20:30Z");

  @Test
  void theVerdictItsEvidenceAndTheRemediesAreTold() {
    String text = ReportText.of(report("price"), ZoneOffset.UTC);
    assertThat(text)
        .contains("orders  job-1  BOTTLENECK at 10:20:30")
        .contains("price holds the job back.")
        .contains("Cause     UNKNOWN, confidence LOW, since 10:20:00")
        .contains("  - busy time of price: 1000 ms/s (near 1000 ms/s)")
        .contains("Do\n  - Attach the agent.")
        .contains("      -javaagent:manometer-agent.jar")
        .contains("Do not\n  - Raise the parallelism of orders.")
        .contains("Seen      3 of 4 subtasks, over 30 s, 2 s old")
        .contains("Not known here:\n  - CPU time of the task threads.");
  }

  @Test
  void whatHappenedOfLateIsToldWithItsTime() {
    assertThat(ReportText.of(report("price"), ZoneOffset.UTC))
        .contains("price holds the job back.\n10:20:10  \"price\" went from 1 to 2 subtasks.\n");
  }

  @Test
  void whatIsNotKnownIsADashAndNotZero() {
    String row = ReportText.of(report("price"), ZoneOffset.UTC).lines()
        .filter(line -> line.startsWith("> price")).findFirst().orElseThrow();
    assertThat(row).contains("100 %").contains(" - ").doesNotContain(" 0 %");
  }

  @Test
  void namesCannotSteerTheTerminal() {
    String text = ReportText.of(report("p\u001b[31mrice\u202e\n"), ZoneOffset.UTC);
    assertThat(text).contains("p?[31mrice??").doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(ReportText.of(report("p\u009b31mri\u0085c\u2028e"), ZoneOffset.UTC)).contains("p?31mri?c?e");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    String text = ReportText.of(report("price ".repeat(40).strip()), ZoneOffset.UTC);
    assertThat(text.lines()).allSatisfy(
        line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  private static Report report(String operator) {
    OperatorRef ref = new OperatorRef("v1", operator);
    Diagnosis diagnosis = new Diagnosis(
        new Subject(Subject.Kind.OPERATOR, List.of("v1")), ref, List.of(), null, Cause.UNKNOWN, Confidence.LOW,
        operator + " is always busy.", AT.minusSeconds(30),
        List.of(new Evidence("busy time", operator, "1000 ms/s", "near 1000 ms/s", "first-after-high")),
        List.of(
            new Remedy(Remedy.Kind.DO, "Attach the agent.", "-javaagent:manometer-agent.jar", "It tells why."),
            new Remedy(Remedy.Kind.AVOID, "Raise the parallelism of orders.", null, "It waits.")),
        null, null);
    OperatorView view = new OperatorView(
        "v1", operator, "INNER", 2, List.of(), Level.OK, true, 1.0, null, null, null, null, null, null, 500.0, null,
        null, null, List.of());
    return new Report(
        new Report.JobRef("job-1", "orders"), AT, Duration.ofSeconds(30), Health.BOTTLENECK,
        operator + " holds the job back.",
        List.of(new Report.Event(AT.minusSeconds(20), "\"" + operator + "\" went from 1 to 2 subtasks.")), List.of(diagnosis), List.of(view), List.of(), List.of(), List.of(),
        List.of("CPU time of the task threads."), new Report.Coverage(3, 4, Duration.ofSeconds(2), List.of()),
        new Report.Throughput(1_000.0, null, null, null, null), null, null);
  }
}
