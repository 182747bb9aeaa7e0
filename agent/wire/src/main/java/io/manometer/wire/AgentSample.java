package io.manometer.wire;

import java.util.List;

/**
 * The agent's own health, so that it never hides a fault of its own.
 *
 * @param state as on {@code /status}
 * @param cpuNanos CPU time of the agent's own threads
 * @param adviceErrors exceptions caught in woven code
 * @param droppedSnapshots snapshots that the bounded queue gave up
 * @param stackPauses stack samplings that stopped all threads, and {@code stackPauseNanos} their time
 * @param notes what does not fit or is off, one sentence each
 */
public record AgentSample(
    String version,
    State state,
    long cpuNanos,
    long adviceErrors,
    long droppedSnapshots,
    long stackPauses,
    long stackPauseNanos,
    List<String> notes) {

  /** Life of the agent. {@code DEGRADED}: a part of it is off, see the notes. */
  public enum State { STARTING, RUNNING, DEGRADED, FAILED }

  public AgentSample {
    Refuse.missing(version, "agent.version");
    Refuse.missing(state, "agent.state");
    notes = Refuse.missingOrHoles(notes, "agent.notes");
  }
}
