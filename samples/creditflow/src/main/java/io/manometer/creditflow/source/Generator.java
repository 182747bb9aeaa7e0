package io.manometer.creditflow.source;

import io.manometer.creditflow.function.SubtaskFunction;

/** Makes the records of a source, one at a time, when they are emitted; each subtask has its own instance. */
@FunctionalInterface
public interface Generator<T> extends SubtaskFunction {

  /**
   * Makes a record, never null.
   *
   * @param number counts over all subtasks of the source without gap or repeat: subtask i of p makes i, i+p, i+2p, ...
   */
  T generate(long number) throws Exception;
}
