package io.manometer.agent.target;

import java.util.List;

/**
 * A range of versions of a target that look alike to the agent.
 *
 * @param name such as {@code 2.x}
 * @param fingerprint what must exist, besides the join points themselves, for the adapter to read this line's tasks
 * @param joinPoints the methods to weave
 */
public record TargetLine(String name, List<Symbol> fingerprint, List<JoinPoint> joinPoints) {

  public TargetLine {
    fingerprint = List.copyOf(fingerprint);
    joinPoints = List.copyOf(joinPoints);
    if (name.isBlank() || joinPoints.isEmpty()) {
      throw new IllegalArgumentException("a line of a target needs a name and at least one join point");
    }
  }
}
