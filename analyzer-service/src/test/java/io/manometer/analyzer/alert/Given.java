package io.manometer.analyzer.alert;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Level;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.OperatorView.SubtaskView;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.Report.Coverage;
import io.manometer.rules.report.Report.JobRef;
import io.manometer.rules.report.Report.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Map;
import io.manometer.analyzer.settings.SettingsReader;

/** Reports and settings for tests of alerting. */
final class Given {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final JobRef JOB = new JobRef("orders", "Orders <script>${x}");

  private Health health = Health.HEALTHY;
  private final List<OperatorView> operators = new ArrayList<>();
  private final List<Diagnosis> diagnoses = new ArrayList<>();
  private Throughput throughput = new Throughput(1000.0, null, null, null, null);
  private JobRef job = JOB;

  private Given() {}

  static Given job() {
    return new Given();
  }

  static Given job(String id) {
    Given given = new Given();
    given.job = new JobRef(id, id);
    return given;
  }

  static AlertSettings settings(String... lines) {
    List<String> arguments = Arrays.stream(lines).map(line -> "alerts." + line).toList();
    return new SettingsReader(List.of(AlertSettings.SECTION), arguments, new Properties(), Map.of())
        .read(AlertSettings.SECTION);
  }

  Given health(Health is) {
    health = is;
    return this;
  }

  /** An operator whose subtasks are busy this much, in ms/s; null for a subtask that is not seen. */
  Given operator(String id, Integer... busy) {
    return operator(id, "INNER", null, busy);
  }

  Given source(String id, Double lag, Integer... busy) {
    return operator(id, "SOURCE", lag, busy);
  }

  private Given operator(String id, String role, Double lag, Integer... busy) {
    List<SubtaskView> subtasks = new ArrayList<>();
    for (int i = 0; i < busy.length; i++) {
      subtasks.add(subtask(i, busy[i] == null ? null : busy[i] / 1000.0, lag));
    }
    Double max = Arrays.stream(busy).filter(b -> b != null).max(Integer::compare).map(b -> b / 1000.0).orElse(null);
    operators.add(new OperatorView(id, name(id), role, busy.length, List.of(), Level.OK, false, max, max, 0.0, 0.0,
        null, null, null, null, null, null, null, subtasks));
    return this;
  }

  private static SubtaskView subtask(int index, Double busy, Double lag) {
    return new SubtaskView(index, "w", Level.OK, busy, 0.0, null, null, null, null, null, null, null, null, null, null,
        null, null, null, lag, null, null, null, null, List.of());
  }

  static String name(String id) {
    return "Operator " + id;
  }

  Given bottleneck(Cause cause, String... ids) {
    return bottleneck(cause, Confidence.HIGH, ids);
  }

  Given bottleneck(Cause cause, Confidence confidence, String... ids) {
    health = Health.BOTTLENECK;
    return diagnosis(cause, confidence, ids);
  }

  Given diagnosis(Cause cause, Confidence confidence, String... ids) {
    Diagnosis.Subject subject = new Diagnosis.Subject(
        ids.length == 1 ? Diagnosis.Subject.Kind.OPERATOR : Diagnosis.Subject.Kind.SET, List.of(ids));
    diagnoses.add(new Diagnosis(
        subject,
        ids.length == 1 ? new OperatorRef(ids[0], name(ids[0])) : null,
        List.of(), null, cause, confidence,
        String.join(" and ", ids) + " holds the job back: " + cause,
        START,
        List.of(new Evidence("busy time", name(ids[0]), "1000 ms/s", "near 1000 ms/s", "first-after-high")),
        List.of(new Remedy(Remedy.Kind.AVOID, "Do not add buffers.", null, "They only delay it."),
            new Remedy(Remedy.Kind.DO, "Raise its parallelism.", "parallelism(4)", "It is short of CPU.")),
        null, null));
    return this;
  }

  Given lagGrowth(Double perSecond) {
    throughput = new Throughput(1000.0, 1200.0, 500.0, 1.0, perSecond);
    return this;
  }

  Given lag(double seconds, double growth, Double slaSeconds) {
    throughput = new Throughput(1000.0, 1200.0, 1000 * seconds, seconds, growth, slaSeconds);
    return this;
  }

  Given blockedSource(double backpressured) {
    operators.add(new OperatorView("source", name("source"), "SOURCE", 1, List.of(), Level.OK, false, 0.1, 0.1,
        backpressured, backpressured, 0.0, null, null, null, null, null, null, List.of()));
    return this;
  }

  Report at(Instant at) {
    return new Report(job, at, Duration.ofSeconds(10), health, "The verdict.", List.of(), diagnoses, operators, List.of(),
        List.of(), List.of(), List.of(), new Coverage(1, 1, Duration.ofSeconds(1), List.of()), throughput, null, null);
  }
}
