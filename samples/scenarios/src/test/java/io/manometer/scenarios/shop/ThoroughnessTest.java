package io.manometer.scenarios.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThoroughnessTest {

  private long clock;

  @Test
  void aRecordCostsWhatItShouldHoweverFastTheMachineIs() {
    for (long roundNanos : new long[] {3_000, 30_000, 170_000}) {
      assertThat(meanCost(roundNanos, roundNanos)).isCloseTo(1_000_000, within(20_000.0));
    }
  }

  @Test
  void aRecordCostsWhatItShouldAfterTheCompilerHasMadeTheWorkFaster() {
    assertThat(meanCost(2_000_000, 10_000)).isCloseTo(1_000_000, within(20_000.0));
  }

  private double meanCost(long firstRoundsNanos, long laterRoundsNanos) {
    Thoroughness thoroughness = new Thoroughness(Duration.ofMillis(1), () -> clock);
    for (int record = 0; record < 500; record++) {
      thoroughness.spend(() -> clock += firstRoundsNanos);
    }
    long warm = clock;
    for (int record = 0; record < 2_000; record++) {
      thoroughness.spend(() -> clock += laterRoundsNanos);
    }
    return (clock - warm) / 2_000.0;
  }
}
