package io.manometer.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void theRateIsByTheMeasuredJvmsOwnClock() {
    Progress progress = new Progress();
    progress.add(Progress.Mark.parse("1000000000 500"));
    progress.add(Progress.Mark.parse("3000000000 2500"));
    assertThat(progress.perSecond(0, 1)).isEqualTo(1000);
  }

  @Test
  void aPipelineThatStandsStillIsAnErrorAndNoRate() {
    Progress progress = new Progress();
    progress.add(Progress.Mark.parse("1000000000 500"));
    progress.add(Progress.Mark.parse("3000000000 500"));
    assertThatThrownBy(() -> progress.perSecond(0, 1)).hasMessageContaining("stood still");
  }
}
