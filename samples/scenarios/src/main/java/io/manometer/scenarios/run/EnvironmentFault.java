package io.manometer.scenarios.run;

/** The run could not take place for a reason outside the diagnosis: a port in use, a process that died. */
public final class EnvironmentFault extends RuntimeException {
  public EnvironmentFault(String message) {
    super(message);
  }
}
