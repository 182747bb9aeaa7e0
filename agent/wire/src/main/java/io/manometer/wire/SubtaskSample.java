package io.manometer.wire;

import java.util.List;

/**
 * One parallel instance of a vertex at one instant. Totals since the subtask started, waits that still go on included:
 * {@code ageNanos = idleNanos + backpressuredNanos + busy}, exactly; busy is the rest.
 *
 * @param attempt counts the restarts of this subtask from 0
 * @param ageNanos monotonic time since the subtask started, read together with the two totals
 * @param idleNanos time in which the task thread waited for input (or a source for the next arrival)
 * @param backpressuredNanos time in which it waited for an output buffer
 * @param waiting the wait in progress; null when the thread is not waiting
 * @param cpuNanos CPU time of the task thread
 * @param runQueueNanos time that the thread was runnable without a core; null off Linux
 * @param allocatedBytes heap bytes allocated by the task thread
 * @param recordsIn records read from all inputs; null for a source
 * @param recordsOut records written to all outputs; null for a sink
 * @param outPool buffers for output; null for a sink
 * @param inExclusive buffers that belong to one channel each; null for a source
 * @param inFloating buffers shared by the input gate; null for a source
 * @param source arrival and lag; null for a subtask that is no source
 * @param stacks what the busy thread was seen doing; null when sampling is off
 * @param watermarkLagMillis wall clock behind which the event-time watermark stands; null without event time
 * @param checkpointStartDelayMillis time from the start of the last checkpoint until its barrier reached the subtask; null
 *     without checkpoints and for a source
 */
public record SubtaskSample(
    String job,
    String operator,
    int subtask,
    int attempt,
    long ageNanos,
    long idleNanos,
    long backpressuredNanos,
    Wait waiting,
    Long cpuNanos,
    Long runQueueNanos,
    Long allocatedBytes,
    Long recordsIn,
    Long recordsOut,
    Long bytesIn,
    Long bytesOut,
    Pool outPool,
    Pool inExclusive,
    Pool inFloating,
    SourceSample source,
    List<InputSample> inputs,
    List<OutputSample> outputs,
    StackProfile stacks,
    Long watermarkLagMillis,
    Long checkpointStartDelayMillis) {

  public SubtaskSample {
    Refuse.blank(job, "subtask.job");
    Refuse.blank(operator, "subtask.operator");
    Refuse.negative(subtask, "subtask.subtask");
    Refuse.negative(attempt, "subtask.attempt");
    Refuse.negative(ageNanos, "subtask.ageNanos");
    Refuse.negative(idleNanos, "subtask.idleNanos");
    Refuse.negative(backpressuredNanos, "subtask.backpressuredNanos");
    inputs = Refuse.missingOrHoles(inputs, "subtask.inputs");
    outputs = Refuse.missingOrHoles(outputs, "subtask.outputs");
  }

  /**
   * A wait in progress: for input, or for an output buffer.
   *
   * @param edge the output waited for; null for input and where it is not known
   * @param sinceNanos how long the wait has lasted so far
   */
  public record Wait(Kind kind, String edge, long sinceNanos) {
    /** What is waited for. */
    public enum Kind { INPUT, OUTPUT }

    public Wait {
      Refuse.missing(kind, "waiting.kind");
      Refuse.negative(sinceNanos, "waiting.sinceNanos");
    }
  }

  /** Buffers of a pool, in use out of {@code size}. {@code used} may exceed {@code size} where a runtime overdraws. */
  public record Pool(long used, long size) {
    public Pool {
      Refuse.negative(used, "pool.used");
      Refuse.negative(size, "pool.size");
    }
  }

  /**
   * The input side of one edge at this subtask, all its channels together.
   *
   * @param queuedBuffers received and not yet read
   * @param credits granted to the senders and not yet used; null on channels without credits
   * @param backlog buffers that the senders announced and could not send yet
   * @param alignedNanos time this edge's channels stood blocked for barrier alignment; null without barriers
   */
  public record InputSample(
      String edge, Long records, Long bytes, Long queuedBuffers, Long credits, Long backlog, Long alignedNanos) {
    public InputSample {
      Refuse.blank(edge, "input.edge");
    }
  }

  /**
   * The output side of one edge at this subtask.
   *
   * @param blockedNanos part of {@code backpressuredNanos} that was spent waiting for this edge
   * @param blockedByTarget the same by consuming subtask, index = subtask; empty where not known
   * @param backlog finished buffers not yet sent
   */
  public record OutputSample(
      String edge, Long records, Long bytes, Long blockedNanos, List<Long> blockedByTarget, Long backlog) {
    public OutputSample {
      Refuse.blank(edge, "output.edge");
      blockedByTarget = Refuse.missingOrHoles(blockedByTarget, "output.blockedByTarget");
    }
  }

  /**
   * What a source knows of its demand.
   *
   * @param openLoop true when records arrive whatever the pipeline does; false when the source makes them on request;
   *     null when the runtime does not tell
   * @param arrived records that have arrived since the start; null where not known
   * @param emitted records handed to the pipeline since the start
   * @param lagRecords arrived and not yet emitted; null where not known
   */
  public record SourceSample(Boolean openLoop, Long arrived, Long emitted, Long lagRecords) {}
}
