package io.manometer.rules.model;

import java.time.Instant;
import java.util.List;

/**
 * What one worker said of one job at one instant.
 *
 * @param job the job's graph as this worker sees it
 * @param at when the reader received it, by the reader's clock; clocks of workers need not agree with it
 * @param uptimeNanos the worker's monotonic clock; differences between two observations of one incarnation are exact
 * @param subtasks those of the job that run in this worker
 */
public record Observation(
    Topology job, WorkerReading worker, Instant at, long uptimeNanos, List<SubtaskReading> subtasks) {

  public Observation {
    Check.present(job, "observation.job");
    Check.present(worker, "observation.worker");
    Check.present(at, "observation.at");
    Check.notNegative(uptimeNanos, "observation.uptimeNanos");
    subtasks = Check.list(subtasks, "observation.subtasks");
  }
}
