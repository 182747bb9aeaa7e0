package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Sighting.Finding;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.LocateLimits;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.Report.Throughput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The critical alert: a root cause in a job whose demand is not met. The diagnoses of a report are the root causes; the
 * operators that they hold back are symptoms and do not appear here.
 *
 * <p>Demand is not met while a source is blocked, or while its lag is past what the job or the settings declare
 * acceptable (any lag that grows, where neither does). Where a bottleneck is named without either, or the job catches
 * up, no alert begins and none ends.
 */
final class BottleneckCondition {

  private final AlertSettings settings;
  private final double blocked;
  private final double growth;

  BottleneckCondition(AlertSettings settings, Limits limits) {
    this.settings = settings;
    this.blocked = limits.of(LocateLimits.SOURCE_BLOCKED);
    this.growth = limits.of(LocateLimits.LAG_GROWTH);
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
        demandUnmet(report) ? Finding.RAISED : Finding.HOLD,
        hold(diagnosis),
        DiagnosisAccount.of(diagnosis, report));
  }

  /** An alert is told once, so one whose cause is not known yet waits a little longer for it. */
  private Duration hold(Diagnosis diagnosis) {
    return diagnosis.cause() == Cause.UNKNOWN ? settings.criticalHoldCauseUnknown() : settings.criticalHold();
  }

  private boolean demandUnmet(Report report) {
    List<OperatorView> sources = report.operators().stream().filter(Sources::are).toList();
    boolean unknown =
        sources.stream().allMatch(s -> s.backpressuredMax() == null) && report.throughput().lagRecords() == null;
    return unknown || !catchesUp(report.throughput()) && (anyBlocked(sources) || late(report.throughput()));
  }

  private boolean anyBlocked(List<OperatorView> sources) {
    return sources.stream().anyMatch(s -> s.backpressuredMax() != null && s.backpressuredMax() >= blocked);
  }

  private boolean catchesUp(Throughput flow) {
    return flow.lagGrowthPerSecond() != null
        && flow.lagGrowthPerSecond() < -growth * (flow.emittedPerSecond() == null ? 0 : flow.emittedPerSecond());
  }

  /** A source that emits nothing has no lag as time; it is late without end. */
  private static boolean late(Throughput flow) {
    if (flow.lagRecords() == null || flow.lagRecords() <= 0) {
      return false;
    }
    return flow.slaLagSeconds() == null
        ? flow.lagGrowthPerSecond() != null && flow.lagGrowthPerSecond() > 0
        : flow.lagSeconds() == null || flow.lagSeconds() > flow.slaLagSeconds();
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
