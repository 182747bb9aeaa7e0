package io.manometer.wire;

import java.util.List;

/**
 * What one worker JVM knows of itself and of the tasks that run in it at one instant: the message that the agent pushes.
 *
 * <p>Totals count since their subtask (or JVM) started, never since the last snapshot, so a lost snapshot costs
 * resolution and nothing else. A boxed value that is null was not measured; it never stands for zero.
 *
 * @param schema version of this message, {@link #SCHEMA}; a reader refuses versions that it does not know
 * @param sequence counts the snapshots of one worker incarnation from 1
 * @param capturedAtMillis wall clock of the worker, milliseconds since the epoch; for people, not for arithmetic
 * @param uptimeNanos the worker's monotonic clock since the agent started; differences of it are exact
 */
public record Snapshot(
    int schema,
    Worker worker,
    long sequence,
    long capturedAtMillis,
    long uptimeNanos,
    JvmSample jvm,
    List<JobTopology> jobs,
    List<SubtaskSample> subtasks,
    AgentSample agent) {

  /** The version written and read by this build. */
  public static final int SCHEMA = 1;

  public Snapshot {
    Refuse.unless(schema == SCHEMA, "schema", "is " + schema + ", this build reads " + SCHEMA);
    Refuse.missing(worker, "worker");
    Refuse.negative(sequence, "sequence");
    Refuse.negative(uptimeNanos, "uptimeNanos");
    Refuse.missing(jvm, "jvm");
    jobs = Refuse.missingOrHoles(jobs, "jobs");
    subtasks = Refuse.missingOrHoles(subtasks, "subtasks");
    Refuse.missing(agent, "agent");
  }
}
