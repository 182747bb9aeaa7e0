package io.manometer.agent.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.meter.MeterReading;
import io.manometer.agent.core.meter.MeterReading.EdgeBlocked;
import io.manometer.wire.SubtaskSample.OutputSample;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubtaskSamplesTest {

  private static final OutputSample TO_B = new OutputSample("a->b", 10L, 100L, null, List.of(), 2L);
  private static final OutputSample TO_C = new OutputSample("a->c", 20L, 200L, null, List.of(), 0L);

  @Test
  void timeBlockedJoinsWhatTheRuntimeCounts() {
    MeterReading time = reading(7, new EdgeBlocked("a->b", 7, List.of(3L, 4L)));

    assertThat(SubtaskSamples.outputs(List.of(TO_B, TO_C), time)).containsExactly(
        new OutputSample("a->b", 10L, 100L, 7L, List.of(3L, 4L), 2L),
        new OutputSample("a->c", 20L, 200L, 0L, List.of(), 0L));
  }

  @Test
  void whereWaitsDidNotNameTheirEdgeAnEdgeIsNotMeasuredRatherThanZero() {
    MeterReading time = reading(9, new EdgeBlocked("a->b", 7, List.of()));

    assertThat(SubtaskSamples.outputs(List.of(TO_B, TO_C), time))
        .extracting(OutputSample::blockedNanos).containsExactly(7L, null);
  }

  @Test
  void anEdgeThatOnlyTheMeterKnowsIsThereToo() {
    MeterReading time = reading(7, new EdgeBlocked("a->d", 7, List.of(7L)));

    assertThat(SubtaskSamples.outputs(List.of(TO_B), time)).containsExactly(
        new OutputSample("a->b", 10L, 100L, 0L, List.of(), 2L),
        new OutputSample("a->d", null, null, 7L, List.of(7L), null));
  }

  private static MeterReading reading(long backpressured, EdgeBlocked... blocked) {
    return new MeterReading(100, 0, backpressured, null, List.of(blocked));
  }
}
