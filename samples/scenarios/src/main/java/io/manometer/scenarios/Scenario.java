package io.manometer.scenarios;

/**
 * A pipeline whose diagnosis is known: demo, tests and documentation run these same objects.
 *
 * @param name as it is called on the command line
 * @param story what is the matter with the pipeline, in one sentence
 * @param expected what a right diagnosis says
 * @param asFound the pipeline with its fault
 * @param fix null where there is nothing to mend
 */
public record Scenario(String name, String story, Expectation expected, Setting asFound, Fix fix) {

  /**
   * The change that makes the bottleneck go away.
   *
   * @param what one imperative sentence
   */
  public record Fix(String what, Setting setting) {}
}
