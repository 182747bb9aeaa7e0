package io.manometer.rules.report;

/** One worker JVM. Shares of wall-clock time; null where not known. */
public record WorkerView(
    String id,
    String host,
    long pid,
    String runtime,
    boolean stale,
    Double gcShare,
    Double heapUsedRatio,
    Double cpuCores,
    Double throttled,
    String agentState,
    String agentNotes) {}
