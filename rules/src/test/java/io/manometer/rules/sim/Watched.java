package io.manometer.rules.sim;

import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.engine.Memory;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Report;
import io.manometer.rules.window.JobHistory;
import io.manometer.rules.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A simulation that is diagnosed each second, as a service would. */
final class Watched {

  final FlowModel model;
  final List<Report> reports = new ArrayList<>();
  final Set<String> silenced = new HashSet<>();
  /** Seconds from one reading to the next. */
  int pace = 1;
  private int elapsed;
  private final DiagnosisEngine engine = DiagnosisEngine.standard();
  private final Limits limits;
  private JobHistory history;
  private Memory memory = Memory.none();
  private Window window;

  Watched(FlowModel model) {
    this(model, Limits.standard());
  }

  Watched(FlowModel model, Limits limits) {
    this.model = model;
    this.limits = limits;
    this.history = JobHistory.within(limits);
  }

  Watched run(int seconds) {
    for (int i = 0; i < seconds; i++) {
      Instant now = null;
      for (Observation observation : model.second()) {
        if (elapsed % pace == 0 && !silenced.contains(observation.worker().id())) {
          history = history.with(observation);
        }
        now = observation.at();
      }
      elapsed++;
      window = history.window(now).orElseThrow();
      DiagnosisEngine.Result result = engine.diagnose(window, limits, memory);
      memory = result.memory();
      reports.add(result.report());
    }
    return this;
  }

  Report last() {
    return reports.get(reports.size() - 1);
  }

  Window window() {
    return window;
  }

  Diagnosis diagnosis() {
    Report report = last();
    if (report.diagnoses().isEmpty()) {
      throw new AssertionError("no diagnosis but " + report.health() + ": " + report.sentence() + " "
          + report.missing());
    }
    return report.diagnoses().get(0);
  }

  /** Seconds until the operator named at the end was named first and then stayed; -1 when none is named. */
  int secondsToOperator() {
    if (last().diagnoses().isEmpty()) {
      return -1;
    }
    String operator = last().diagnoses().get(0).operator().name();
    int from = reports.size();
    while (from > 0 && !reports.get(from - 1).diagnoses().isEmpty()
        && reports.get(from - 1).diagnoses().get(0).operator() != null
        && reports.get(from - 1).diagnoses().get(0).operator().name().equals(operator)) {
      from--;
    }
    return from + 1;
  }
}
