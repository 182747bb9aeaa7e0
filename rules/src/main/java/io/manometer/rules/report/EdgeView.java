package io.manometer.rules.report;

/**
 * One edge.
 *
 * @param blocked share of time that the producers waited for this edge, worst subtask; null where not known
 * @param aligned share of time that the input stood blocked for the alignment of checkpoint barriers, worst subtask; null
 *     where not known
 */
public record EdgeView(
    String id, String from, String to, String partitioning, Double recordsPerSecond, Double blocked,
        Double backlogBuffers, Double credits, Double aligned) {}
