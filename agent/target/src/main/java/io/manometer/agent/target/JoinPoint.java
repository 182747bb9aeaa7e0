package io.manometer.agent.target;

import java.util.List;

/**
 * One method to weave. It lies on a slow path: never a method that runs for each record.
 *
 * @param className binary name of the class that declares the method; matched exactly
 * @param method its name
 * @param parameterTypes binary names of the parameter types, such as {@code int} or {@code java.lang.String}
 * @param advice a class with Byte Buddy advice methods that touch nothing but the probe
 */
public record JoinPoint(String className, String method, List<String> parameterTypes, Class<?> advice) {

  public JoinPoint {
    parameterTypes = List.copyOf(parameterTypes);
  }

  /** As a person would write it, such as {@code a.b.Gate.await(int)}. */
  @Override
  public String toString() {
    return className + "." + method + "(" + String.join(", ", parameterTypes) + ")";
  }
}
