package io.manometer.scenarios.run;

import static io.manometer.scenarios.run.TimelineTest.bottleneck;
import static io.manometer.scenarios.run.TimelineTest.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.scenarios.Expectation;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Expectation.NoBottleneck;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Expectation EXPECTED = new Bottleneck("x -> y", "y", "CPU_BOUND");

  @Test
  void theOperatorAndTheCauseMustBothBeRight() {
    assertThat(correct(EXPECTED, bottleneck("x -> y", "CPU_BOUND"))).isTrue();
    assertThat(correct(EXPECTED, bottleneck("z", "CPU_BOUND"))).isFalse();
    assertThat(correct(EXPECTED, bottleneck("x -> y", "UNKNOWN"))).isFalse();
    assertThat(correct(EXPECTED, health("HEALTHY"))).isFalse();
  }

  @Test
  void theOperatorInAChainMayBeLeftOpenButNotBeWrong() {
    assertThat(correct(EXPECTED, inChain("y"))).isTrue();
    assertThat(correct(EXPECTED, inChain(null))).isTrue();
    assertThat(correct(EXPECTED, inChain("x"))).isFalse();
  }

  @Test
  void theLastAnswerCounts() {
    assertThat(correct(EXPECTED, bottleneck("z", "CPU_BOUND"), bottleneck("x -> y", "CPU_BOUND"))).isTrue();
  }

  @Test
  void oneFalseAlarmMakesAHealthyRunWrong() {
    Expectation healthy = new NoBottleneck("HEALTHY");
    assertThat(correct(healthy, health("INSUFFICIENT_DATA"), health("HEALTHY"))).isTrue();
    assertThat(correct(healthy, bottleneck("z", "CPU_BOUND"), health("HEALTHY"))).isFalse();
    assertThat(correct(healthy, health("DEGRADED"))).isFalse();
  }

  private static boolean correct(Expectation expected, Answer... answers) {
    Timeline timeline = new Timeline();
    for (int i = 0; i < answers.length; i++) {
      timeline.record(Duration.ofSeconds(i), answers[i]);
    }
    return Verdict.correct(expected, timeline);
  }

  private static Answer inChain(String operator) {
    return new Answer("BOTTLENECK", "x -> y", operator, "CPU_BOUND", "HIGH");
  }
}
