package io.manometer.creditflow.function;

/**
 * A function of which each subtask has an instance of its own, so it may keep state and connections in plain fields.
 * All methods run in the thread of the subtask.
 */
public interface SubtaskFunction {

  /** Called once before the first record. */
  default void open(SubtaskContext context) throws Exception {}

  /** Called once after the last record, also when the job fails or is cancelled. */
  default void close() throws Exception {}
}
