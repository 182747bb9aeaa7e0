package io.manometer.creditflow.function;

/**
 * What a function may know of the subtask that it runs in.
 *
 * @param subtask index from 0, below {@code parallelism}
 * @param attempt 0 at the first start of the worker, told by {@code --attempt} afterwards
 */
public record SubtaskContext(
    String jobName, String operatorName, int subtask, int parallelism, int maxParallelism, int attempt) {}
