package io.manometer.rules.model;

import java.util.Optional;

/**
 * One worker JVM as it stood at one instant. Totals since the JVM started.
 *
 * @param id stable across restarts of the same worker
 * @param incarnation differs for each start of the process, and for each time that another source of readings takes over;
 *     when it changes, totals and the worker's clock begin anew
 * @param host host name; workers that name the same host share its cores
 * @param cores processors that the JVM may use
 * @param cpuQuota cores granted by the container's quota
 * @param gcPauseMillis time that all application threads stood still for garbage collection
 * @param heapUsedAfterGcBytes live set as seen after the last collection
 * @param allocatedBytes heap bytes that all threads of the JVM allocated, of whichever job
 * @param throttledNanos time that the container's CPU quota held the process back
 * @param agentState state of what took the reading, for people
 * @param agentNotes what is off or does not fit, for people
 */
public record WorkerReading(
    String id,
    String incarnation,
    String host,
    long pid,
    Optional<String> runtime,
    Optional<Integer> cores,
    Optional<Double> cpuQuota,
    Optional<Long> gcPauseMillis,
    Optional<Long> gcPauses,
    Optional<Long> heapUsedBytes,
    Optional<Long> heapUsedAfterGcBytes,
    Optional<Long> heapMaxBytes,
    Optional<Long> allocatedBytes,
    Optional<Long> processCpuNanos,
    Optional<Long> throttledNanos,
    Optional<String> collector,
    Optional<String> agentState,
    Optional<String> agentNotes) {

  public WorkerReading {
    Check.id(id, "worker.id");
    Check.id(incarnation, "worker.incarnation");
    Check.present(host, "worker.host");
    Check.present(runtime, "worker.runtime");
    Check.present(cores, "worker.cores");
    Check.present(cpuQuota, "worker.cpuQuota");
    Check.present(gcPauseMillis, "worker.gcPauseMillis");
    Check.present(gcPauses, "worker.gcPauses");
    Check.present(heapUsedBytes, "worker.heapUsedBytes");
    Check.present(heapUsedAfterGcBytes, "worker.heapUsedAfterGcBytes");
    Check.present(heapMaxBytes, "worker.heapMaxBytes");
    Check.present(allocatedBytes, "worker.allocatedBytes");
    Check.present(processCpuNanos, "worker.processCpuNanos");
    Check.present(throttledNanos, "worker.throttledNanos");
    Check.present(collector, "worker.collector");
    Check.present(agentState, "worker.agentState");
    Check.present(agentNotes, "worker.agentNotes");
  }

  /** The same reading as one of another incarnation. */
  public WorkerReading inIncarnation(String name) {
    return new WorkerReading(
        id, name, host, pid, runtime, cores, cpuQuota, gcPauseMillis, gcPauses, heapUsedBytes, heapUsedAfterGcBytes,
        heapMaxBytes, allocatedBytes, processCpuNanos, throttledNanos, collector, agentState, agentNotes);
  }
}
