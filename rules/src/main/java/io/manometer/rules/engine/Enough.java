package io.manometer.rules.engine;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Operator;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WindowLimits;
import java.util.ArrayList;
import java.util.List;

/** Whether a window shows enough of a job to judge it. */
final class Enough {

  private Enough() {}

  /** What is missing, one sentence each; empty when there is enough. */
  static List<String> missing(Window window, Limits limits) {
    List<String> missing = new ArrayList<>();
    Window.Coverage seen = window.coverage();
    if (!seen.stale().isEmpty()) {
      missing.add(
          (seen.stale().size() == 1 ? "Worker " : "Workers ") + String.join(", ", seen.stale())
              + (seen.stale().size() == 1 ? " has" : " have") + " been silent for more than "
              + Figures.seconds(limits.of(WindowLimits.STALE_AFTER)) + ".");
    }
    if (seen.starting() > 0 && seen.ratio() < limits.of(EngineLimits.COVERAGE)) {
      missing.add(
          seen.starting() + " of " + seen.known() + " subtasks have just started; they are judged once they have"
              + " run for "
              + Figures.seconds(limits.of(WindowLimits.WARM_UP) + limits.of(WindowLimits.LEAST)) + ".");
    }
    if (seen.ratio() < limits.of(EngineLimits.COVERAGE) && missing.isEmpty()) {
      missing.add(
          seen.seen() + " of " + seen.known() + " subtasks have been seen for "
              + Figures.seconds(limits.of(WindowLimits.LEAST)) + " or more.");
    }
    if (seen.ratio() >= limits.of(EngineLimits.COVERAGE)) {
      missing.clear();
      if (window.job().sources().isEmpty()) {
        missing.add("No source of the job is known, so neither is its demand.");
      }
      for (Operator operator : window.job().operators()) {
        if (window.load(operator).subtasks().isEmpty()) {
          missing.add("No subtask of \"" + operator.name() + "\" was seen.");
        }
      }
    }
    return missing;
  }
}
