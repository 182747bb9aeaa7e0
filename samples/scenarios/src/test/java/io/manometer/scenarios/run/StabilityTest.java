package io.manometer.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StabilityTest {

  private static final Answer NAMED = TimelineTest.bottleneck("a", "SYNC_IO");
  private static final Answer OPEN = TimelineTest.bottleneck("a", "UNKNOWN");

  private final Stability withAgent = new Stability(seconds(10), seconds(30), Optional.empty());
  private final Stability withoutAgent = new Stability(seconds(10), seconds(30), Optional.of(seconds(25)));

  @Test
  void aCauseAndTheLackOfABottleneckAreEachBelievedAfterTheirOwnTime() {
    assertThat(withAgent.reached(NAMED, seconds(9))).isFalse();
    assertThat(withAgent.reached(NAMED, seconds(10))).isTrue();
    assertThat(withAgent.reached(TimelineTest.health("HEALTHY"), seconds(29))).isFalse();
    assertThat(withAgent.reached(TimelineTest.health("HEALTHY"), seconds(30))).isTrue();
  }

  @Test
  void anOpenCauseIsBelievedOnlyWhereNoneCanBeTold() {
    assertThat(withAgent.reached(OPEN, seconds(1000))).isFalse();
    assertThat(withoutAgent.reached(OPEN, seconds(24))).isFalse();
    assertThat(withoutAgent.reached(OPEN, seconds(25))).isTrue();
    assertThat(withoutAgent.reached(NAMED, seconds(10))).isTrue();
  }

  @Test
  void aReportThatDoesNotKnowIsNeverBelieved() {
    assertThat(withoutAgent.reached(TimelineTest.health("INSUFFICIENT_DATA"), seconds(1000))).isFalse();
    assertThat(withoutAgent.reached(Answer.NONE, seconds(1000))).isFalse();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
