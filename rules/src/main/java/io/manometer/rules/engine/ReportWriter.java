package io.manometer.rules.engine;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Location;
import io.manometer.rules.locate.Locator;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.Report.Coverage;
import io.manometer.rules.report.Report.JobRef;
import io.manometer.rules.report.RuleVerdict;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/** Puts the parts of a report together. */
final class ReportWriter {

  private ReportWriter() {}

  static Report report(
      Window window,
      Limits limits,
      List<RuleVerdict> verdicts,
      List<Diagnosis> diagnoses,
      HealthCheck check,
      List<String> missing,
      Memory memory) {
    return new Report(
        new JobRef(window.job().id(), window.job().name()),
        window.to(),
        window.span(),
        check.health(),
        check.sentence(),
        memory.past().news(window),
        diagnoses,
        ReportViews.operators(window, diagnoses, limits),
        ReportViews.edges(window),
        ReportViews.workers(window),
        verdicts,
        missing,
        coverage(window),
        check.throughput(),
        check.headroom().orElse(null),
        memory.gone().flatMap(Memory.Episode::proof).orElse(null));
  }

  /** With what figures there are, and no diagnosis. */
  static Report insufficient(
      Window window, Limits limits, List<RuleVerdict> verdicts, List<String> missing, Memory memory) {
    Location location = Locator.locate(window, limits);
    HealthCheck check =
        new HealthCheck(
            Health.INSUFFICIENT_DATA, "Not enough data to judge: " + String.join(" ", missing), false, Optional.empty(),
            HealthCheck.throughput(window, location));
    return report(window, limits, verdicts, List.of(), check, missing, memory);
  }

  private static Coverage coverage(Window window) {
    Window.Coverage seen = window.coverage();
    return new Coverage(seen.seen(), seen.known(), seen.dataAge(), seen.stale());
  }
}
