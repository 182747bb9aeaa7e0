package io.manometer.wire;

/**
 * The worker JVM as a whole. Totals since the JVM started; null where the JVM does not tell.
 *
 * @param gcPauseMillis time that all application threads stood still for garbage collection; concurrent phases are not in it
 * @param gcPauses number of those pauses
 * @param heapUsedAfterGcBytes live set as seen after the last collection
 * @param allocatedBytes heap bytes that all threads allocated, those of the runtime and of every job
 * @param processCpuNanos CPU time of the whole process
 * @param throttledNanos time that the container's CPU quota held the process back
 */
public record JvmSample(
    Long gcPauseMillis,
    Long gcPauses,
    Long heapUsedBytes,
    Long heapUsedAfterGcBytes,
    Long heapMaxBytes,
    Long allocatedBytes,
    Long processCpuNanos,
    Long throttledNanos,
    String collector) {}
