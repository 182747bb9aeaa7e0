package io.manometer.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private final Timeline timeline = new Timeline();

  @Test
  void nothingStandsBeforeTheFirstAnswer() {
    assertThat(timeline.operatorStands()).isEmpty();
    assertThat(timeline.causeStands()).isEmpty();
    assertThat(timeline.unchangedAt(Duration.ofSeconds(9))).isZero();
  }

  @Test
  void anAnswerStandsFromWhenItWasFirstGivenAndThenStayed() {
    at(1, bottleneck("a", "CPU_BOUND"));
    at(2, bottleneck("b", "CPU_BOUND"));
    at(3, bottleneck("a", "CPU_BOUND"));
    at(4, bottleneck("a", "CPU_BOUND"));
    assertThat(timeline.operatorStands()).contains(Duration.ofSeconds(3));
    assertThat(timeline.unchangedAt(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theOperatorMayStandBeforeTheCauseDoes() {
    at(3, bottleneck("a", "UNKNOWN"));
    at(5, bottleneck("a", "SYNC_IO"));
    assertThat(timeline.operatorStands()).contains(Duration.ofSeconds(3));
    assertThat(timeline.causeStands()).contains(Duration.ofSeconds(5));
  }

  @Test
  void aChangeOfConfidenceAloneIsTheSameAnswer() {
    at(3, new Answer("BOTTLENECK", "a", null, "CPU_BOUND", "LOW"));
    at(6, new Answer("BOTTLENECK", "a", null, "CPU_BOUND", "HIGH"));
    assertThat(timeline.causeStands()).contains(Duration.ofSeconds(3));
  }

  @Test
  void aWithdrawnAnswerDoesNotStand() {
    at(3, bottleneck("a", "CPU_BOUND"));
    at(4, health("HEALTHY"));
    assertThat(timeline.operatorStands()).isEmpty();
    assertThat(timeline.everNamedRootCause()).isTrue();
    assertThat(timeline.unchangedAt(Duration.ofSeconds(6))).isEqualTo(Duration.ofSeconds(2));
  }

  private void at(long seconds, Answer answer) {
    timeline.record(Duration.ofSeconds(seconds), answer);
  }

  static Answer bottleneck(String operator, String cause) {
    return new Answer("BOTTLENECK", operator, null, cause, "HIGH");
  }

  static Answer health(String health) {
    return new Answer(health, null, null, null, null);
  }
}
