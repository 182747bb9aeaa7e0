package io.manometer.agent.core.stacks;

import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.TargetLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The methods of a target that do nothing but wait, told by the names of their frames. Frames have no parameter types,
 * so a method of the same name in the same class counts too.
 */
public final class WaitPlaces {

  /** A target that never waits. */
  public static final WaitPlaces NONE = new WaitPlaces(List.of());

  private final Map<String, JoinPoint.Kind> kindOfMethod = new HashMap<>();

  public WaitPlaces(List<TargetLine> lines) {
    for (TargetLine line : lines) {
      for (JoinPoint joinPoint : line.joinPoints()) {
        if (joinPoint.kind() != JoinPoint.Kind.TASK) {
          kindOfMethod.put(joinPoint.className() + "." + joinPoint.method(), joinPoint.kind());
        }
      }
    }
  }

  /** The innermost wait that a stack stands in; empty when it stands in none. */
  public Optional<JoinPoint.Kind> in(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      JoinPoint.Kind kind = kindOfMethod.get(frame.getClassName() + "." + frame.getMethodName());
      if (kind != null) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
