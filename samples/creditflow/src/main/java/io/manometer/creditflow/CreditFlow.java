package io.manometer.creditflow;

import io.manometer.creditflow.runtime.Worker;
import io.manometer.creditflow.runtime.WorkerOptions;

/** Runs pipelines. */
public final class CreditFlow {

  private CreditFlow() {}

  /**
   * Runs this worker's part of the pipeline until the job has ended in all workers; for the end of a main method.
   *
   * <p>Arguments that are not the runtime's own are ignored, so a main may have some of its own.
   *
   * @param args see {@link WorkerOptions#parse}; without {@code --workers} the job runs in this JVM alone
   * @throws io.manometer.creditflow.runtime.JobFailedException when a function threw, a worker died or the arguments
   *     are wrong; thrown out of main it makes the JVM exit with 1
   */
  public static void run(Pipeline pipeline, String... args) throws InterruptedException {
    start(pipeline, WorkerOptions.parse(args)).await();
  }

  /** Starts this worker's part of the pipeline and returns. */
  public static Worker start(Pipeline pipeline, WorkerOptions options) {
    return Worker.start(pipeline.spec(), options);
  }
}
