package io.manometer.rules.engine;

import io.manometer.rules.report.Report;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.window.Window;
import java.util.List;

/** Turns a window into a report. Stateless; safe for use by many threads. */
public final class DiagnosisEngine {

  private final List<Rule> rules;

  public DiagnosisEngine(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** With the standard rules and those that third parties offer by {@link java.util.ServiceLoader}. */
  public static DiagnosisEngine standard() {
    return new DiagnosisEngine(List.of());
  }

  /** One cycle: pass the memory that the last one returned, or {@link Memory#none()}. */
  public Result diagnose(Window window, Limits limits, Memory memory) {
    throw new UnsupportedOperationException("not there yet, with " + rules.size() + " rules");
  }

  /** A report, and what to pass to the next cycle. */
  public record Result(Report report, Memory memory) {}
}
