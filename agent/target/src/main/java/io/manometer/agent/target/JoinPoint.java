package io.manometer.agent.target;

import java.util.List;

/**
 * One method to weave. It lies on a slow path: never a method that runs for each record.
 *
 * @param kind what a thread does inside the method; by it an open wait is told from a stack when the agent comes in the
 *     midst of it
 * @param className binary name of the class that declares the method; matched exactly
 * @param method its name
 * @param parameterTypes binary names of the parameter types, such as {@code int} or {@code java.lang.String}
 * @param advice a class with Byte Buddy advice methods that touch nothing but the probe
 */
public record JoinPoint(Kind kind, String className, String method, List<String> parameterTypes, Class<?> advice) {

  /** What a method is for. */
  public enum Kind {
    /** A task's thread runs it from begin to end. */
    TASK,
    /** Does nothing but wait for input. */
    INPUT_WAIT,
    /** Does nothing but wait for an output buffer. */
    OUTPUT_WAIT,
    /** Does nothing but wait; what for, the task's view tells. */
    WAIT
  }

  public JoinPoint {
    parameterTypes = List.copyOf(parameterTypes);
  }

  /** As a person would write it, such as {@code a.b.Gate.await(int)}. */
  @Override
  public String toString() {
    return className + "." + method + "(" + String.join(", ", parameterTypes) + ")";
  }
}
