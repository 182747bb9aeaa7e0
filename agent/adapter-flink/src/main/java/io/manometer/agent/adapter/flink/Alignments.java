package io.manometer.agent.adapter.flink;

import io.manometer.agent.target.BoundSymbols;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How long each gate of a task stood for the alignment of checkpoint barriers, in all. Flink tells the length of the
 * alignment that goes on and which channels have their barrier already; those stand. An alignment that begins and ends
 * between two looks is not counted. Unaligned checkpoints, and aligned ones that have timed out, let no channel stand.
 *
 * <p>Threads: one at a time.
 */
final class Alignments {

  private final BoundSymbols names;
  private final long[] nanos;
  private Set<Integer> standing = Set.of();
  private long seen;

  Alignments(BoundSymbols names, int gates) {
    this.names = names;
    this.nanos = new long[gates];
  }

  /** Looks at the task and adds what has passed since the last look. */
  synchronized void look(Object task) {
    Object handler = ((Optional<?>) names.read(Names.TASK_BARRIER_HANDLER, task)).orElse(null);
    if (handler == null || !handler.getClass().getName().equals(Names.SINGLE_BARRIER_HANDLER)) {
      return;
    }
    long duration = names.number(Names.HANDLER_ALIGNMENT, handler);
    Set<Integer> now = isUnaligned(handler) ? Set.of()
        : standingGates((Set<?>) names.read(Names.HANDLER_ALIGNED, handler));
    boolean sameAlignment = !standing.isEmpty() && duration >= seen;
    if (sameAlignment) {
      add(standing, duration - seen);
    } else if (!now.isEmpty()) {
      add(now, duration);
    }
    standing = now;
    seen = duration;
  }

  /** Nanoseconds in which a gate stood. */
  synchronized long nanos(int gate) {
    return nanos[gate];
  }

  private void add(Set<Integer> gates, long passed) {
    gates.stream().filter(gate -> gate < nanos.length).forEach(gate -> nanos[gate] += passed);
  }

  /** Flink's classes of the states without alignment are called so. */
  private boolean isUnaligned(Object handler) {
    Object state = names.read(Names.HANDLER_STATE, handler);
    return state != null && state.getClass().getSimpleName().endsWith("Unaligned");
  }

  /** The task thread changes the set meanwhile; a look that fails for that reason sees nothing. */
  private Set<Integer> standingGates(Set<?> channels) {
    try {
      Set<Integer> gates = new HashSet<>();
      for (Object channel : channels.toArray()) {
        if (channel != null) {
          gates.add((int) names.number(Names.CHANNEL_GATE, channel));
        }
      }
      return gates;
    } catch (RuntimeException changedMeanwhile) {
      return Set.of();
    }
  }
}
