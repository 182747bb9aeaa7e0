package io.manometer.rules.model;

import java.util.List;
import java.util.Optional;

/**
 * One subtask as it stood at one instant. Totals since the subtask started; what was not measured is empty.
 *
 * @param attempt counts the restarts of this subtask; when it changes, totals begin anew
 * @param waiting the wait in progress; empty when the task is not waiting or it is not known
 * @param cpuNanos CPU time of the task thread
 * @param runQueueNanos time that the thread was runnable without a core
 * @param allocatedBytes heap bytes allocated by the task thread
 * @param recordsIn records read from all inputs; empty for a source
 * @param recordsOut records written to all outputs; empty for a sink
 * @param watermarkLagMillis wall clock behind which the event-time watermark stands
 * @param checkpointStartDelayMillis time from the start of the last checkpoint until its barrier reached the subtask
 */
public record SubtaskReading(
    SubtaskId id,
    int attempt,
    Spent spent,
    Optional<Wait> waiting,
    Optional<Long> cpuNanos,
    Optional<Long> runQueueNanos,
    Optional<Long> allocatedBytes,
    Optional<Long> recordsIn,
    Optional<Long> recordsOut,
    Optional<Long> bytesIn,
    Optional<Long> bytesOut,
    Optional<Pool> outPool,
    Optional<Pool> inExclusive,
    Optional<Pool> inFloating,
    Optional<SourceReading> source,
    List<InputReading> inputs,
    List<OutputReading> outputs,
    Optional<StackReading> stacks,
    Optional<Long> watermarkLagMillis,
    Optional<Long> checkpointStartDelayMillis) {

  public SubtaskReading {
    Check.present(id, "subtask.id");
    Check.notNegative(attempt, "subtask.attempt");
    Check.present(spent, "subtask.spent");
    Check.present(waiting, "subtask.waiting");
    Check.present(cpuNanos, "subtask.cpuNanos");
    Check.present(runQueueNanos, "subtask.runQueueNanos");
    Check.present(allocatedBytes, "subtask.allocatedBytes");
    Check.present(recordsIn, "subtask.recordsIn");
    Check.present(recordsOut, "subtask.recordsOut");
    Check.present(bytesIn, "subtask.bytesIn");
    Check.present(bytesOut, "subtask.bytesOut");
    Check.present(outPool, "subtask.outPool");
    Check.present(inExclusive, "subtask.inExclusive");
    Check.present(inFloating, "subtask.inFloating");
    Check.present(source, "subtask.source");
    inputs = Check.list(inputs, "subtask.inputs");
    outputs = Check.list(outputs, "subtask.outputs");
    Check.present(stacks, "subtask.stacks");
    Check.present(watermarkLagMillis, "subtask.watermarkLagMillis");
    Check.present(checkpointStartDelayMillis, "subtask.checkpointStartDelayMillis");
  }

  /** A wait in progress: for input, or for an output buffer of {@code edge}. */
  public record Wait(Kind kind, Optional<String> edge, long sinceNanos) {
    /** What is waited for. */
    public enum Kind { INPUT, OUTPUT }

    public Wait {
      Check.present(kind, "waiting.kind");
      Check.present(edge, "waiting.edge");
    }
  }

  /** Buffers of a pool, in use out of {@code size}. A source that knows the ratio only gives a size of 1. */
  public record Pool(double used, double size) {
    public Pool {
      Check.that(Double.isFinite(used) && used >= 0, "pool.used", "is " + used + ", zero or more is right");
      Check.that(Double.isFinite(size) && size >= 0, "pool.size", "is " + size + ", zero or more is right");
    }

    public static Pool ofRatio(double ratio) {
      return new Pool(ratio, 1);
    }
  }

  /**
   * The input side of one edge, all its channels together.
   *
   * @param queuedBuffers received and not yet read
   * @param credits granted to the senders and not yet used
   * @param backlog buffers that the senders announced and could not send yet
   * @param alignedNanos time this edge's channels stood blocked for barrier alignment
   */
  public record InputReading(
      String edge,
      Optional<Long> records,
      Optional<Long> bytes,
      Optional<Long> queuedBuffers,
      Optional<Long> credits,
      Optional<Long> backlog,
      Optional<Long> alignedNanos) {
    public InputReading {
      Check.id(edge, "input.edge");
      Check.present(records, "input.records");
      Check.present(bytes, "input.bytes");
      Check.present(queuedBuffers, "input.queuedBuffers");
      Check.present(credits, "input.credits");
      Check.present(backlog, "input.backlog");
      Check.present(alignedNanos, "input.alignedNanos");
    }
  }

  /**
   * The output side of one edge.
   *
   * @param blockedNanos part of the backpressured time that was spent waiting for this edge
   * @param blockedByTarget the same by consuming subtask, index = subtask; empty where not known
   * @param backlog finished buffers not yet sent
   */
  public record OutputReading(
      String edge,
      Optional<Long> records,
      Optional<Long> bytes,
      Optional<Long> blockedNanos,
      List<Long> blockedByTarget,
      Optional<Long> backlog) {
    public OutputReading {
      Check.id(edge, "output.edge");
      Check.present(records, "output.records");
      Check.present(bytes, "output.bytes");
      Check.present(blockedNanos, "output.blockedNanos");
      blockedByTarget = Check.list(blockedByTarget, "output.blockedByTarget");
      Check.present(backlog, "output.backlog");
    }
  }

  /**
   * What a source knows of its demand.
   *
   * @param openLoop true when records arrive whatever the pipeline does, false when they are made on request
   * @param arrived records that have arrived since the start
   * @param emitted records handed to the pipeline since the start
   * @param lagRecords arrived and not yet emitted
   */
  public record SourceReading(
      Optional<Boolean> openLoop, Optional<Long> arrived, Optional<Long> emitted, Optional<Long> lagRecords) {
    public SourceReading {
      Check.present(openLoop, "source.openLoop");
      Check.present(arrived, "source.arrived");
      Check.present(emitted, "source.emitted");
      Check.present(lagRecords, "source.lagRecords");
    }
  }
}
