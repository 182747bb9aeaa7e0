package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Sighting.Finding;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.named.BusyWarning;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.OperatorView.SubtaskView;
import io.manometer.rules.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The early warning: the busiest subtask of an operator is near its limit while nothing is late yet.
 *
 * <p>A source without lag is left out, since one that polls or makes its own records is busy by nature. While the job
 * has a bottleneck no warning begins: the job is late already, and its report names what would bind next.
 */
final class BusyCondition {

  private final AlertSettings settings;
  private final double warn;
  private final double clear;

  BusyCondition(AlertSettings settings, Limits limits) {
    this.settings = settings;
    this.warn = limits.of(BusyWarning.WARN);
    this.clear = Math.min(warn, limits.of(BusyWarning.CLEAR));
  }

  List<Sighting> sightings(Report report) {
    return report.operators().stream().map(operator -> sighting(report, operator)).toList();
  }

  private Sighting sighting(Report report, OperatorView operator) {
    Subject subject = new Subject(report.job(), List.of(new OperatorRef(operator.id(), operator.name())));
    return new Sighting(
        Severity.WARNING, subject, finding(report, operator), settings.warningHold(), account(report, operator));
  }

  private Finding finding(Report report, OperatorView operator) {
    if (report.health() == Health.INSUFFICIENT_DATA || operator.busyMax() == null) {
      return Finding.UNKNOWN;
    }
    if (Sources.are(operator) && !hasLag(operator)) {
      return Finding.CLEAR;
    }
    if (operator.busyMax() > warn) {
      return report.health() == Health.BOTTLENECK ? Finding.HOLD : Finding.RAISED;
    }
    if (operator.busyMax() >= clear) {
      return Finding.NEAR;
    }
    return seenWhole(operator) ? Finding.CLEAR : Finding.UNKNOWN;
  }

  private static boolean hasLag(OperatorView source) {
    return source.subtasks().stream().anyMatch(s -> s.lagRecords() != null && s.lagRecords() > 0);
  }

  /** A subtask that is not seen may be the busy one. */
  private static boolean seenWhole(OperatorView operator) {
    return operator.subtasks().stream().filter(s -> s.busy() != null).count() >= operator.parallelism();
  }

  private Account account(Report report, OperatorView operator) {
    Optional<Account> diagnosed = report.diagnoses().stream()
        .filter(d -> d.operator() != null && d.operator().id().equals(operator.id()))
        .findFirst().map(d -> DiagnosisAccount.of(d, report));
    return diagnosed.orElseGet(() -> new Account(
        "\"" + operator.name() + "\" is busy " + busyText(operator.busyMax())
            + " on its busiest subtask; nothing is late yet.",
        report.sentence(),
        null,
        "Near its limit: above " + busyText(warn) + " little is left for a peak.",
        evidence(operator),
        null));
  }

  private String evidence(OperatorView operator) {
    String mean = "busy time at " + operator.name() + ", all subtasks: " + busyText(operator.busyMean());
    return operator.subtasks().stream()
        .filter(s -> s.busy() != null)
        .max(Comparator.comparing(SubtaskView::busy))
        .map(s -> "busy time at " + operator.name() + ", subtask " + s.index() + ": " + busyText(s.busy())
            + " (limit " + busyText(warn) + ")\n" + mean)
        .orElse(mean);
  }

  private static String busyText(Double ratio) {
    return ratio == null ? "not known" : Math.round(ratio * 1000) + " ms/s";
  }
}
