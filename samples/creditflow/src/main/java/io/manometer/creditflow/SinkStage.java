package io.manometer.creditflow;

import io.manometer.creditflow.graph.OperatorSpec;

/** The settings of a sink. */
public final class SinkStage {

  private final OperatorSpec operator;

  SinkStage(OperatorSpec operator) {
    this.operator = operator;
  }

  /** Number of subtasks of the sink. */
  public SinkStage parallelism(int subtasks) {
    operator.parallelism(subtasks);
    return this;
  }

  /** The sink does not run in the thread of the operator before it. */
  public SinkStage startNewChain() {
    operator.startNewChain();
    return this;
  }

  /** The same, for symmetry with other operators: nothing comes after a sink. */
  public SinkStage disableChaining() {
    operator.disableChaining();
    return this;
  }
}
