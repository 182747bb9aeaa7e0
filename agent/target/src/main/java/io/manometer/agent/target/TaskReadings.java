package io.manometer.agent.target;

import io.manometer.wire.SubtaskSample.InputSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import io.manometer.wire.SubtaskSample.Pool;
import io.manometer.wire.SubtaskSample.SourceSample;
import java.util.List;

/**
 * What a runtime itself counts for one task, meanings as in {@link io.manometer.wire.SubtaskSample}. Null is "the
 * runtime does not tell", never zero. Times that the agent measures are left null in {@code outputs}.
 */
public record TaskReadings(
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
    Long watermarkLagMillis,
    Long checkpointStartDelayMillis) {

  /** Nothing is known. */
  public static final TaskReadings NONE =
      new TaskReadings(null, null, null, null, null, null, null, null, List.of(), List.of(), null, null);

  public TaskReadings {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
