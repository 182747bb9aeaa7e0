package io.manometer.flink.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void aLineTellsTheClockAndTheOrdersOfAllSubtasks() {
    assertThat(Tally.line(7_000, List.of(new AtomicLong(2), new AtomicLong(40)))).isEqualTo("7000 42\n");
  }
}
