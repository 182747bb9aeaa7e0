package io.manometer.benchmarks.overhead;

import io.manometer.flink.cluster.FlinkCluster;
import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one TaskManager of a cluster, with the saturated job on it, which writes its progress to a file. */
record MeasuredTaskManager(
    Processes processes, FlinkCluster cluster, Child taskManager, String job, Path written, AgentSwitch agent)
    implements Measured {

  @Override
  public Progress progress() {
    try {
      return Files.exists(written) ? Progress.of(Files.readString(written)) : new Progress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void failIfEnded() {
    processes.failIfOneEnded();
  }

  /** Cancels the job, and waits until the TaskManager has signed off, so that the next one is alone. */
  @Override
  public void close() {
    cluster.rest().cancel(job);
    processes.await("the job to be cancelled", () -> cluster.rest().state(job).equals("CANCELED"));
    cluster.end(taskManager);
    cluster.awaitTaskManagers(0);
  }
}
