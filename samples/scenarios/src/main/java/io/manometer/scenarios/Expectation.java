package io.manometer.scenarios;

/** What a right diagnosis of a scenario says. */
public sealed interface Expectation {

  /** One root cause: the vertex, the cause as the report's JSON spells it, and the operator in a chain (null without one). */
  record Bottleneck(String operator, String chainOperator, String cause) implements Expectation {
    public Bottleneck(String operator, String cause) {
      this(operator, null, cause);
    }
  }

  /** No bottleneck at any time, and this health at the end. */
  record NoBottleneck(String health) implements Expectation {}
}
