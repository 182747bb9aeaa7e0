package io.manometer.scenarios.run;

import io.manometer.scenarios.Scenario;
import java.time.Duration;

/** Hears how a run goes on; for whoever shows it. Called in the thread of the run. */
public interface RunListener {

  /** Hears nothing. */
  RunListener NOBODY = new RunListener() {};

  /** @param pipeline name of the job, and where it runs */
  default void started(Scenario<?> scenario, String analyzerAddress, String pipeline) {}

  /** The report says something else than before, so long after the job's start. */
  default void changed(Duration at, Answer answer) {}

  /**
   * The answer is stable, or the time is up.
   *
   * @param sentence what the report says in one sentence
   * @param toDo the first thing that it says to change; null without one
   */
  default void stands(String sentence, String toDo, String page) {}

  default void fixing(Scenario.Fix<?> fix) {}

  default void ended(RunResult result) {}
}
