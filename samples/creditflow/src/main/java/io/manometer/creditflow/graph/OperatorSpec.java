package io.manometer.creditflow.graph;

import io.manometer.creditflow.operator.Operator;
import io.manometer.creditflow.serde.Serializer;
import java.util.List;
import java.util.function.Supplier;

/**
 * An operator as the user declared it. Parallelism, name and chaining may still change until the graph is built.
 * For one thread.
 */
public final class OperatorSpec {

  /** An arrow into an operator, from the one that produces. */
  public record Input(OperatorSpec from, Route route) {}

  final int position;
  final String kind;
  final String name;
  private final List<Input> inputs;
  private final Supplier<? extends Operator<?, ?>> factory;
  final Serializer<?> output;
  int parallelism;
  boolean startsChain;
  boolean neverChained;

  /**
   * @param position place in the order of declaration, from 0
   * @param name null for one made of kind and position
   * @param factory makes the operator of one subtask
   * @param output null for a sink
   */
  public OperatorSpec(
      int position,
      String kind,
      String name,
      int parallelism,
      List<Input> inputs,
      Supplier<? extends Operator<?, ?>> factory,
      Serializer<?> output) {
    this.position = position;
    this.kind = kind;
    this.name = name == null ? kind + "-" + position : name;
    this.parallelism = parallelism;
    this.inputs = List.copyOf(inputs);
    this.factory = factory;
    this.output = output;
  }

  public void parallelism(int subtasks) {
    if (subtasks < 1) {
      throw new IllegalArgumentException("parallelism " + subtasks + " of " + name + "; at least 1 is right");
    }
    parallelism = subtasks;
  }

  public List<Input> inputs() {
    return inputs;
  }

  /** Makes the operator of one subtask. */
  public Operator<?, ?> create() {
    return factory.get();
  }

  public void startNewChain() {
    startsChain = true;
  }

  public void disableChaining() {
    neverChained = true;
  }
}
