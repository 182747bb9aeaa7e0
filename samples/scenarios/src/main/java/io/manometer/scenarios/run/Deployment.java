package io.manometer.scenarios.run;

import io.manometer.scenarios.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the pipelines of one run live, on whatever runtime; the processes of it end with the {@link Processes} they were
 * started by. Threads: one.
 *
 * @param <S> what a scenario says of its pipeline
 */
public interface Deployment<S> {

  /** Where the pipeline runs and what watches it, to complete "Pipeline NAME, ...". */
  String description();

  /** What the analyzer is started with besides its address. Asked for before anything is started. */
  List<String> analyzerOptions();

  /**
   * Starts what the pipeline needs and then the pipeline, as found or mended, and returns when it runs.
   *
   * @param job name of the job, the same before and after the fix
   */
  void start(Scenario<S> scenario, boolean fixed, String job);

  /** The id under which the analyzer knows the job, where the runtime chooses it; empty where its name must do. */
  Optional<String> jobId();

  /**
   * How long an answer that leaves the cause open must stand to be believed; empty where all is measured that a cause is
   * told by, so that it is waited for.
   */
  Optional<Duration> openCauseStands();

  /** Ends the pipeline. */
  void stop();

  /** The processes that the pipeline runs in. */
  List<Child> workers();

  /** What the sinks have dealt with; empty where nobody tells. */
  Optional<Delivered> delivered();

  /**
   * Records that the sinks have dealt with since the pipeline was started.
   *
   * @param at when that was, on a clock of the deployment's own
   */
  record Delivered(Duration at, long records) {}
}
