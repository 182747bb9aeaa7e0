package io.manometer.agent.core.snapshot;

import io.manometer.agent.core.jvm.ThreadReader;
import io.manometer.agent.core.meter.MeterReading;
import io.manometer.agent.core.meter.MeterReading.EdgeBlocked;
import io.manometer.agent.core.meter.TrackedTask;
import io.manometer.agent.target.TaskIdentity;
import io.manometer.agent.target.TaskReadings;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins what the runtime counts for a task with what the agent measured on its thread. */
final class SubtaskSamples {

  private final ThreadReader threads;
  private final boolean sampling;

  SubtaskSamples(ThreadReader threads, boolean sampling) {
    this.threads = threads;
    this.sampling = sampling;
  }

  SubtaskSample of(TrackedTask task) {
    TaskIdentity identity = task.view().identity();
    TaskReadings readings = task.view().read();
    MeterReading time = task.time().read();
    long thread = task.thread().getId();
    return new SubtaskSample(
        identity.job(),
        identity.operator(),
        identity.subtask(),
        identity.attempt(),
        time.ageNanos(),
        time.idleNanos(),
        time.backpressuredNanos(),
        time.waiting(),
        threads.cpuNanos(thread),
        task.nativeThread().runQueueNanos(),
        threads.allocatedBytes(thread),
        readings.recordsIn(),
        readings.recordsOut(),
        readings.bytesIn(),
        readings.bytesOut(),
        readings.outPool(),
        readings.inExclusive(),
        readings.inFloating(),
        readings.source(),
        readings.inputs(),
        outputs(readings.outputs(), time),
        sampling ? task.stacks().read() : null,
        readings.watermarkLagMillis(),
        readings.checkpointStartDelayMillis());
  }

  /** The runtime's counters of each output with the time blocked on it; edges that only the meter knows come last. */
  static List<OutputSample> outputs(List<OutputSample> counted, MeterReading time) {
    long named = time.blocked().stream().mapToLong(EdgeBlocked::nanos).sum();
    boolean allWaitsNamed = named >= time.backpressuredNanos();
    List<OutputSample> outputs = new ArrayList<>();
    for (OutputSample output : counted) {
      Optional<EdgeBlocked> blocked =
          time.blocked().stream().filter(edge -> edge.edge().equals(output.edge())).findFirst();
      Long nanos = blocked.map(EdgeBlocked::nanos).orElse(allWaitsNamed ? 0L : null);
      outputs.add(new OutputSample(output.edge(), output.records(), output.bytes(), nanos,
          blocked.map(EdgeBlocked::byTarget).orElse(List.of()), output.backlog()));
    }
    for (EdgeBlocked edge : time.blocked()) {
      if (counted.stream().noneMatch(output -> output.edge().equals(edge.edge()))) {
        outputs.add(new OutputSample(edge.edge(), null, null, edge.nanos(), edge.byTarget(), null));
      }
    }
    return outputs;
  }
}
