package io.manometer.creditflow.runtime;

import io.manometer.creditflow.graph.JobSpec;

/** One worker's part of a running job. */
public final class Worker {

  private Worker() {}

  /** Starts the subtasks of this worker; returns when they have been started and the other workers are connected. */
  public static Worker start(JobSpec job, WorkerOptions options) {
    throw new UnsupportedOperationException("not there yet");
  }

  /** Waits until the job has ended in all workers; throws {@link JobFailedException} when it failed. */
  public void await() throws InterruptedException {}

  /** Ends the job in all workers; {@link #await} then throws. */
  public void cancel() {}
}
