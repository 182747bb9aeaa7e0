package io.manometer.analyzer;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.EdgeView;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Level;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.RuleVerdict;
import io.manometer.rules.report.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A report with something in every field that the JSON has, and some fields not known. */
public final class SampleReport {

  public static final Instant AT = Instant.parse("2026-03-01T12:04:30.250Z");

  private SampleReport() {}

  /** One of a job of which some workers are silent, if any. */
  public static Report of(String job, List<String> silentWorkers) {
    Report sample = at(AT);
    return new Report(
        new Report.JobRef(job, "orders"), sample.at(), sample.window(), sample.health(), sample.sentence(),
        sample.events(), sample.diagnoses(), sample.operators(), sample.edges(), sample.workers(), sample.rules(),
        sample.missing(), new Report.Coverage(0, 4, Duration.ofSeconds(40), silentWorkers), sample.throughput(),
        sample.headroom(), sample.afterChange());
  }

  public static Report at(Instant at) {
    Diagnosis.OperatorRef score = new Diagnosis.OperatorRef("v2", "score");
    return new Report(
        new Report.JobRef("orders-1", "orders"),
        at,
        Duration.ofSeconds(10),
        Health.BOTTLENECK,
        "score holds the job back: it waits for a socket 92 % of its time.",
        List.of(new Report.Event(at.minusSeconds(95), "All 4 subtasks were started anew, as attempt 2.")),
        List.of(new Diagnosis(
            new Diagnosis.Subject(Diagnosis.Subject.Kind.OPERATOR, List.of("v2")),
            score,
            List.of(0, 1),
            null,
            Cause.SYNC_IO,
            Confidence.HIGH,
            "score waits for a socket 92 % of its time.",
            at.minusSeconds(20),
            List.of(new Evidence("busy time", "score, subtask 0", "1000 ms/s", "near 1000 ms/s", "bottleneck-confirmed")),
            List.of(
                new Remedy(Remedy.Kind.DO, "Make the calls asynchronous.", null, "The thread waits and does not work."),
                new Remedy(Remedy.Kind.AVOID, "Do not raise the parallelism of read.", null, "It waits for score.")),
            new Diagnosis.Gain(2.4, "about 2.4 times the throughput, then write is the limit"),
            new Diagnosis.OperatorRef("v3", "write"))),
        List.of(new OperatorView(
            "v2", "score", "INNER", 2, List.of(score), Level.OK, true, 1.0, 0.99, 0.0, 0.0, 0.01, 1.0, 0.1, 900.0, 900.0,
            905.0,
            new OperatorView.BusySplit(0.06, 0.0, 0.92, 0.0, null, null, 0.0, null, 0.01, 0.01),
            List.of(new OperatorView.SubtaskView(
                0, "worker-1", Level.OK, 1.0, 0.0, 0.0, 0.06, 1.0, 1.0, 1.0, 0.1, 450.0, 450.0, 45_000.0, 45_000.0,
                1_000_000.0, 0.5, 0.5, null, 1.5, null, null,
                new OperatorView.BusySplit(0.06, 0.0, 0.92, 0.0, null, null, 0.0, null, 0.01, 0.01),
                List.of(new OperatorView.Frame("java.net.Socket.read:123", "SOCKET_IO", 0.92)))))),
        List.of(new EdgeView("e1", "v1", "v2", "HASH", 900.0, 0.97, 12.0, 0.0, 0.03)),
        List.of(new WorkerView("worker-1", "host-a", 4711, "creditflow 1.0", false, 0.01, 0.4, 0.3, null, "RUNNING", null)),
        List.of(new RuleVerdict("first-after-high", "First operator after the last HIGH",
            RuleVerdict.Outcome.FOUND, "read is HIGH, score is not.",
            List.of(new Evidence("backpressure", "read", "97 %", "above 50 %", "first-after-high")))),
        List.of("state access is not measured on this runtime"),
        new Report.Coverage(4, 4, Duration.ofMillis(640), List.of()),
        new Report.Throughput(900.0, 1_000.0, 12_000.0, 13.3, 100.0),
        null,
        null);
  }
}
