package org.apache.flink.streaming.runtime.io.checkpointing;

/** As much of Flink's class of this name as the alignment of checkpoints is read from; for tests. */
public class CheckpointBarrierHandler {

  private long nanos;

  /** The present alignment has gone on for so long; the last one keeps its length when it is over, as in Flink. */
  public void lasts(long alignmentNanos) {
    nanos = alignmentNanos;
  }

  long getAlignmentDurationNanos() {
    return nanos;
  }
}
