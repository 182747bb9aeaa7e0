package io.manometer.agent.target;

/**
 * Which subtask of which job a task is.
 *
 * @param operator id of the vertex
 * @param attempt counts the restarts of the subtask from 0
 * @param worker the runtime's own name for the process, unlike that of any other process that the runtime's network
 *     reaches, and the same after a restart where the runtime can tell; null where it has none
 */
public record TaskIdentity(String job, String operator, int subtask, int attempt, String worker) {}
