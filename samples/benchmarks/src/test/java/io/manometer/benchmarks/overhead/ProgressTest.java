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
  void aSecondInWhichTheMachineWasTakenAwayDoesNotChangeTheMedian() {
    Progress progress = new Progress();
    progress.add(Progress.Mark.parse("0 0"));
    progress.add(Progress.Mark.parse("500000000 400"));
    progress.add(Progress.Mark.parse("1000000000 1000"));
    progress.add(Progress.Mark.parse("2000000000 1100"));
    progress.add(Progress.Mark.parse("3000000000 2200"));
    assertThat(progress.perSecond(0, 4)).isEqualTo(1000);
  }

  @Test
  void aLineThatIsNotWholeYetIsLeftForLater() {
    assertThat(Progress.of("0 0\n1000000000 700\n20000").size()).isEqualTo(2);
    assertThat(Progress.of("0 0\n1000000000 700\n20000").perSecond(0, 1)).isEqualTo(700);
    assertThat(Progress.of("").size()).isZero();
  }

  @Test
  void lessThanASecondIsNoRate() {
    Progress progress = new Progress();
    progress.add(Progress.Mark.parse("0 0"));
    progress.add(Progress.Mark.parse("900000000 400"));
    assertThatThrownBy(() -> progress.perSecond(0, 1)).hasMessageContaining("less than a second");
  }

  @Test
  void aPipelineThatStandsStillIsAnErrorAndNoRate() {
    Progress progress = new Progress();
    progress.add(Progress.Mark.parse("1000000000 500"));
    progress.add(Progress.Mark.parse("3000000000 500"));
    assertThatThrownBy(() -> progress.perSecond(0, 1)).hasMessageContaining("stood still");
  }
}
