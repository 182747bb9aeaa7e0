package io.manometer.scenarios;

/** What a right diagnosis of a scenario says. */
public sealed interface Expectation {

  /** One root cause: the vertex, the operator in its chain (null without one), the cause as the JSON spells it. */
  record Bottleneck(String operator, String chainOperator, String cause) implements Expectation {
    public Bottleneck(String operator, String cause) {
      this(operator, null, cause);
    }
  }

  /** No bottleneck at any time, and this health at the end. */
  record NoBottleneck(String health) implements Expectation {}
}
