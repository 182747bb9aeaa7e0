package io.manometer.rules.report;

import java.util.List;

/**
 * One vertex as the window saw it. Ratios from 0 to 1; null where not known. Where an operator stands for several
 * subtasks, {@code max} is the subtask that is worst and {@code mean} the average over those seen.
 *
 * @param busyMax busy share of the busiest subtask; 0.8 is 800 ms/s
 * @param bottleneck whether a diagnosis names it
 * @param capacityPerSecond records per second that it could do if it never waited; null when not known
 * @param reads {@code recordsIn} per second, {@code writes} out per second, all subtasks together
 */
public record OperatorView(
    String id,
    String name,
    String role,
    int parallelism,
    List<Diagnosis.OperatorRef> chain,
    Level level,
    boolean bottleneck,
    Double busyMax,
    Double busyMean,
    Double backpressuredMax,
    Double backpressuredMean,
    Double idleMean,
    Double inPoolUsageMax,
    Double outPoolUsageMax,
    Double readsPerSecond,
    Double writesPerSecond,
    Double capacityPerSecond,
    BusySplit busySplit,
    List<SubtaskView> subtasks) {

  public OperatorView {
    chain = List.copyOf(chain);
    subtasks = List.copyOf(subtasks);
  }

  /**
   * What busy time went to, as shares of wall-clock time; they add up to busy. Null where not measured.
   *
   * @param other busy time that none of the others explains
   */
  public record BusySplit(
      Double cpu,
      Double gc,
      Double io,
      Double lock,
      Double state,
      Double serialization,
      Double sleep,
      Double asyncWait,
      Double starved,
      Double other) {}

  /**
   * One subtask.
   *
   * @param workShare its share of the operator's busy time
   * @param recordShare its share of the operator's input records
   * @param watermarkLagSeconds wall clock behind which its event-time watermark stands; null without event time
   * @param checkpointStartDelaySeconds time from the start of the last checkpoint until its barrier came; null where not
   *     known
   * @param topFrames where the busy thread was seen most, as {@code class.method:line} with share of samples
   */
  public record SubtaskView(
      int index,
      String worker,
      Level level,
      Double busy,
      Double backpressured,
      Double idle,
      Double cpu,
      Double inPoolUsage,
      Double inExclusiveUsage,
      Double inFloatingUsage,
      Double outPoolUsage,
      Double readsPerSecond,
      Double writesPerSecond,
      Double bytesReadPerSecond,
      Double bytesWrittenPerSecond,
      Double allocatedBytesPerSecond,
      Double workShare,
      Double recordShare,
      Double lagRecords,
      Double watermarkLagSeconds,
      Double checkpointStartDelaySeconds,
      Double longestWaitSeconds,
      BusySplit busySplit,
      List<Frame> topFrames) {

    public SubtaskView {
      topFrames = List.copyOf(topFrames);
    }
  }

  /** A stack frame and its share of the busy samples. */
  public record Frame(String frame, String kind, double share) {}
}
