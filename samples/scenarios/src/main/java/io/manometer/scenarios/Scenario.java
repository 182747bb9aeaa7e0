package io.manometer.scenarios;

/**
 * A pipeline whose diagnosis is known: demo, tests and documentation run these same objects.
 *
 * @param <S> what a runtime needs to know to run it, such as {@link Setting}
 * @param name as it is called on the command line
 * @param story what is the matter with the pipeline, in one sentence
 * @param expected what a right diagnosis says
 * @param asFound the pipeline with its fault
 * @param fix null where there is nothing to mend
 */
public record Scenario<S>(String name, String story, Expectation expected, S asFound, Fix<S> fix) {

  /**
   * The change that makes the bottleneck go away.
   *
   * @param what one imperative sentence
   */
  public record Fix<S>(String what, S setting) {}
}
