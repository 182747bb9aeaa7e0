package io.manometer.rules.window;

import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.model.SubtaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one subtask did over the window. Shares are of wall-clock time, from 0 to 1; rates are per second; empty where
 * not known.
 *
 * @param worker id of the worker it runs in
 * @param span the part of the window that was seen
 * @param cpu CPU time of its thread, whatever its state
 * @param starved time that its thread was runnable without a core, whatever its state
 * @param gcPause time that its JVM stood still, the same for all subtasks of a worker
 * @param longestWait the wait still going on at the end of the window
 * @param watermarkLagGrowth seconds per second by which the watermark falls behind; 1 when it stands still
 * @param checkpointStartDelaySeconds time from the start of the last checkpoint until its barrier came
 */
public record SubtaskLoad(
    SubtaskId id,
    String worker,
    Duration span,
    Optional<Double> busy,
    Optional<Double> backpressured,
    Optional<Double> idle,
    Optional<Double> cpu,
    Optional<Double> starved,
    Optional<Double> gcPause,
    Optional<Double> allocatedBytes,
    Optional<Double> reads,
    Optional<Double> writes,
    Optional<Double> bytesRead,
    Optional<Double> bytesWritten,
    Optional<Double> outPoolUsage,
    Optional<Double> inPoolUsage,
    Optional<Double> inExclusiveUsage,
    Optional<Double> inFloatingUsage,
    Optional<SourceLoad> source,
    List<InputLoad> inputs,
    List<OutputLoad> outputs,
    Optional<Stacks> stacks,
    BusySplit split,
    Optional<Duration> longestWait,
    Optional<Double> watermarkLagSeconds,
    Optional<Double> watermarkLagGrowth,
    Optional<Double> checkpointStartDelaySeconds) {

  public SubtaskLoad {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Records that it worked on per second: read from its inputs, or emitted where it is a source. */
  public Optional<Double> processed() {
    return source.flatMap(SourceLoad::emitted).or(() -> reads).or(() -> source.flatMap(s -> writes));
  }

  /** Busy seconds per record; empty when no record was processed. */
  public Optional<Double> costPerRecord() {
    return busy.flatMap(b -> processed().filter(p -> p > 0).map(p -> b / p));
  }

  /** Demand as one source subtask sees it; {@code lagPeak} is the most of the window, {@code lagGrowth} in records per second. */
  public record SourceLoad(
      Optional<Boolean> openLoop,
      Optional<Double> arrived,
      Optional<Double> emitted,
      Optional<Double> lagRecords,
      Optional<Double> lagPeak,
      Optional<Double> lagGrowth) {}

  /** The input side of one edge. Buffers are means over the window; {@code aligned} is a share of time. */
  public record InputLoad(
      String edge,
      Optional<Double> records,
      Optional<Double> queuedBuffers,
      Optional<Double> credits,
      Optional<Double> backlog,
      Optional<Double> aligned) {}

  /** The output side of one edge; {@code blocked} shares of time, {@code blockedByTarget} by consuming subtask. */
  public record OutputLoad(
      String edge,
      Optional<Double> records,
      Optional<Double> blocked,
      List<Double> blockedByTarget,
      Optional<Double> backlog) {
    public OutputLoad {
      blockedByTarget = List.copyOf(blockedByTarget);
    }
  }

  /** Stack samples of the window, taken while busy: counts by class, by frame (most frequent first), by operator. */
  public record Stacks(long samples, Map<StackClass, Long> classes, List<Frame> frames, Map<String, Long> chain) {
    public Stacks {
      classes = Map.copyOf(classes);
      frames = List.copyOf(frames);
      chain = Map.copyOf(chain);
    }

    /** Share of the samples, 0 to 1. */
    public double share(StackClass kind) {
      return samples == 0 ? 0 : (double) classes.getOrDefault(kind, 0L) / samples;
    }

    /** A frame and its share of the samples. */
    public record Frame(String frame, StackClass kind, double share) {}
  }
}
