package io.manometer.creditflow;

import io.manometer.creditflow.graph.OperatorSpec;
import io.manometer.creditflow.graph.Route;
import io.manometer.creditflow.serde.Serializer;
import java.util.List;

/** The records that one operator emits, and the settings of that operator. */
public final class OperatorStream<T> extends Stream<T> {

  private final OperatorSpec operator;

  OperatorStream(Pipeline pipeline, OperatorSpec operator, Serializer<T> serializer) {
    super(pipeline, List.of(new OperatorSpec.Input(operator, Route.AUTOMATIC)), serializer);
    this.operator = operator;
  }

  /** Number of subtasks of the operator. */
  public OperatorStream<T> parallelism(int subtasks) {
    operator.parallelism(subtasks);
    return this;
  }

  /** The operator does not run in the thread of the one before it. */
  public OperatorStream<T> startNewChain() {
    operator.startNewChain();
    return this;
  }

  /** The operator shares its thread with no other, neither before nor after it. */
  public OperatorStream<T> disableChaining() {
    operator.disableChaining();
    return this;
  }
}
