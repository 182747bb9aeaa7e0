package io.manometer.scenarios.run;

import io.manometer.scenarios.Scenario;

/**
 * What came out of a run. Numbers that were not measured are null.
 *
 * @param timeline every change of the answer
 * @param secondsToOperator from the job's start, when the first worker runs its tasks, to the first answer with the
 *     operator that then stayed; null when none is named
 * @param secondsToCause the same for operator and cause together
 * @param correct whether the diagnosis, and the fix if it was asked for, are as expected
 * @param before what was measured while the diagnosis stood
 * @param fix null when it was not asked for
 */
public record RunResult(
    Scenario<?> scenario,
    Timeline timeline,
    Answer answer,
    Double secondsToOperator,
    Double secondsToCause,
    boolean correct,
    Measured before,
    Fixed fix) {

  /** Means over the last ten seconds; cores are CPU seconds per second. */
  public record Measured(Double recordsPerSecond, Double workerCores, Double analyzerCores) {}

  /**
   * What the fix did.
   *
   * @param bottleneckGone whether the report named no root cause for ten seconds at last
   * @param verdict what the report says of the change; null when it says nothing
   * @param summary the same in words
   * @param secondsUntilGone from the start of the mended job to the first report without the bottleneck that stayed
   */
  public record Fixed(
      boolean bottleneckGone,
      String verdict,
      String summary,
      Double secondsUntilGone,
      Measured after,
      Timeline timeline) {

    boolean helped(Measured before) {
      return bottleneckGone
          && "EFFECTIVE".equals(verdict)
          && before.recordsPerSecond() != null
          && after.recordsPerSecond() != null
          && after.recordsPerSecond() > before.recordsPerSecond();
    }
  }
}
