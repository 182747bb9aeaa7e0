package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Sighting.Finding;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The critical alert: a root cause in a job whose demand is not met, which is what {@link Health#BOTTLENECK} says. The
 * diagnoses are the root causes; the operators that they hold back are symptoms and do not appear here.
 *
 * <p>While the lag shrinks the job catches up: no alert begins and none ends.
 */
final class BottleneckAlarm {

  private final AlertSettings settings;

  BottleneckAlarm(AlertSettings settings) {
    this.settings = settings;
  }

  List<Sighting> sightings(Report report) {
    if (report.health() != Health.BOTTLENECK) {
      return List.of();
    }
    List<Sighting> sightings = new ArrayList<>();
    for (Diagnosis diagnosis : report.diagnoses()) {
      boolean merelyALead = diagnosis.confidence() == Confidence.LOW && !sightings.isEmpty();
      if (!merelyALead) {
        sightings.add(sighting(report, diagnosis));
      }
    }
    return sightings;
  }

  private Sighting sighting(Report report, Diagnosis diagnosis) {
    return new Sighting(
        Severity.CRITICAL,
        new Subject(report.job(), operators(report, diagnosis)),
        catchingUp(report) ? Finding.HOLD : Finding.RAISED,
        hold(diagnosis),
        DiagnosisAccount.of(diagnosis, report));
  }

  /** An alert is told once, so one whose cause is not known yet waits a little longer for it. */
  private Duration hold(Diagnosis diagnosis) {
    return diagnosis.cause() == Cause.UNKNOWN ? settings.criticalHoldCauseUnknown() : settings.criticalHold();
  }

  private static boolean catchingUp(Report report) {
    return report.throughput() != null
        && report.throughput().lagGrowthPerSecond() != null
        && report.throughput().lagGrowthPerSecond() < 0;
  }

  private static List<OperatorRef> operators(Report report, Diagnosis diagnosis) {
    Map<String, OperatorRef> known = report.operators().stream()
        .collect(Collectors.toMap(OperatorView::id, o -> new OperatorRef(o.id(), o.name()), (a, b) -> a));
    List<OperatorRef> operators = new ArrayList<>();
    if (diagnosis.operator() != null) {
      operators.add(diagnosis.operator());
    }
    diagnosis.subject().operators().stream()
        .filter(id -> operators.stream().noneMatch(o -> o.id().equals(id)))
        .map((Function<String, OperatorRef>) id -> known.getOrDefault(id, new OperatorRef(id, id)))
        .forEach(operators::add);
    return operators;
  }
}
