package io.manometer.creditflow.function;

/** Turns records into any number of others and may keep state: each subtask has its own instance. */
@FunctionalInterface
public interface ProcessFunction<T, R> extends SubtaskFunction {

  void process(T record, Collector<? super R> out) throws Exception;

  /** The input has ended; what is still to be emitted goes out now. Not called when the job fails or is cancelled. */
  default void end(Collector<? super R> out) throws Exception {}
}
