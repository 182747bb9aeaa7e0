package io.manometer.agent.core.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be undone at the end. Whatever one step throws, the others are tried; and run again, they are all tried again.
 * The steps are made at the start, so that an end for want of memory does not fail for want of their code.
 */
record Ending(List<Runnable> steps) {

  /** @throws IllegalStateException with all that went wrong, when something did */
  void run() {
    List<Throwable> problems = new ArrayList<>(steps.size());
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (Throwable t) {
        problems.add(t);
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(told(problems), problems.get(0));
    }
  }

  private static String told(List<Throwable> problems) {
    StringBuilder told = new StringBuilder();
    for (Throwable problem : problems) {
      told.append(told.isEmpty() ? "" : "; ");
      told.append(problem instanceof IllegalStateException ? problem.getMessage() : problem.toString());
    }
    return told.toString();
  }
}
