package io.manometer.agent.core.snapshot;

import io.manometer.agent.core.jvm.JvmReader;
import io.manometer.agent.core.jvm.ThreadReader;
import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.meter.TrackedTask;
import io.manometer.wire.AgentSample;
import io.manometer.wire.JobTopology;
import io.manometer.wire.Snapshot;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes one snapshot of everything. A task that cannot be read is left out and noted; the rest stands. Threads: one.
 */
public final class SnapshotBuilder {

  private final Supplier<Collection<TrackedTask>> running;
  private final WorkerIdentity worker;
  private final JvmReader jvm;
  private final SubtaskSamples subtasks;
  private final Supplier<AgentSample> agent;
  private final Log log;
  private final long startedAt;
  private long sequence;

  /**
   * @param startedAt monotonic clock when the agent started
   * @param sampling whether stacks are sampled
   */
  public SnapshotBuilder(
      Supplier<Collection<TrackedTask>> running,
      WorkerIdentity worker,
      Supplier<AgentSample> agent,
      boolean sampling,
      long startedAt,
      Log log) {
    this.running = running;
    this.worker = worker;
    this.agent = agent;
    this.startedAt = startedAt;
    this.log = log;
    this.jvm = new JvmReader();
    this.subtasks = new SubtaskSamples(new ThreadReader(), sampling);
  }

  /** Takes the readings now. */
  public Snapshot build(Instant wallClock, long nanoTime) {
    List<SubtaskSample> samples = new ArrayList<>();
    List<JobTopology> topologies = new ArrayList<>();
    String runtimeName = null;
    for (TrackedTask task : running.get()) {
      try {
        samples.add(subtasks.of(task));
        topologies.add(task.view().topology());
        runtimeName = runtimeName == null ? task.view().identity().worker() : runtimeName;
      } catch (Throwable t) {
        log.warn("read task", "a task of module " + task.module() + " cannot be read and is left out: " + t);
      }
    }
    List<JobTopology> jobs = Topologies.united(topologies);
    Optional<JobTopology> first = jobs.stream().min(Comparator.comparing(JobTopology::id));
    Worker self = worker.at(runtimeName, first.map(JobTopology::id).orElse(null),
        first.map(JobTopology::runtime).orElse(null), jvm.cpuQuota());
    return new Snapshot(Snapshot.SCHEMA, self, ++sequence, wallClock.toEpochMilli(), nanoTime - startedAt, jvm.read(),
        jobs, samples, agent.get());
  }
}
