package io.manometer.scenarios.run;

/**
 * A runtime that scenarios can be run on.
 *
 * @param <S> what its scenarios say of their pipelines
 */
@FunctionalInterface
public interface Target<S> {

  /** A place for the pipelines of one run; starts nothing yet. */
  Deployment<S> deployment(Processes processes);
}
