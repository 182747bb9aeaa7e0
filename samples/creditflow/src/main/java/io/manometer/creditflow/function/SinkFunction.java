package io.manometer.creditflow.function;

/** Takes records out of the pipeline; each subtask has its own instance. */
@FunctionalInterface
public interface SinkFunction<T> extends SubtaskFunction {

  void write(T record) throws Exception;

  /** The input has ended; what was held back is written now. Not called when the job fails or is cancelled. */
  default void end() throws Exception {}
}
