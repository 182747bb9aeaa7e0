package io.manometer.agent.target;

import io.manometer.wire.JobTopology;
import java.util.Optional;

/**
 * A neutral view on one task. It holds its task weakly, so it never keeps a job's classes alive.
 *
 * <p>Threads: any, at any time in the task's life and after it. Values may be stale by an instant; reading never locks
 * what the task thread needs.
 */
public interface TaskView {

  TaskIdentity identity();

  /** The part of the job's graph that can be seen from this task. */
  JobTopology topology();

  /** The runtime's own counters now; {@link TaskReadings#NONE} when the task is gone. */
  TaskReadings read();

  /**
   * The wait at an output, its edge named as in {@link #topology()}. Called on the task's thread each time it begins to
   * wait.
   *
   * @param output what the advice gave to the probe as an output
   * @param target what it gave as the one that the record is for
   */
  Waiting waitFor(Object output, int target);

  /**
   * What the task waits for at a place that serves waits of several kinds. Called on the task's thread each time it
   * begins to wait there, and once on the agent's where the agent comes in the midst of a wait.
   *
   * @param place what the advice gave to the probe; null in the midst of a wait
   */
  Waiting waitAt(Object place);

  /**
   * The operator of the chain that a stack of the task's thread was in, by its id in the topology.
   *
   * @param stack innermost frame first
   * @return empty when the task has no chain or the stack cannot tell
   */
  Optional<String> chainedOperatorOf(StackTraceElement[] stack);
}
