package io.manometer.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RatioTest {

  @Test
  void equalPairsGiveOneWithoutAnyWidth() {
    Ratio ratio = Ratio.ofPairs(List.of(5.0, 7.0, 9.0), List.of(5.0, 7.0, 9.0));
    assertThat(ratio.mean()).isEqualTo(1.0);
    assertThat(ratio.high() - ratio.low()).isZero();
  }

  @Test
  void pairsFindALossOfTwoPerCentThoughTheMachineDriftsByThirty() {
    Random noise = new Random(1);
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double speed = 1e6 * (1 + 0.3 * Math.sin(i / 5.0));
      with.add(speed * 0.98 * (1 + 0.01 * noise.nextGaussian()));
      without.add(speed * (1 + 0.01 * noise.nextGaussian()));
    }
    Ratio ratio = Ratio.ofPairs(with, without);
    assertThat(ratio.mean()).isCloseTo(0.98, within(0.006));
    assertThat(ratio.high()).isLessThan(0.99);
    assertThat(ratio.low()).isLessThan(0.98);
  }

  @Test
  void aSwitchThatLeavesTheJvmSlowForAStretchDoesNotHideWhatTheAgentCosts() {
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      with.add(i % 10 == 3 ? 650.0 : 980.0 + i % 3);
      without.add(i % 13 == 5 ? 660.0 : 1000.0 + i % 3);
    }
    Ratio ratio = Ratio.ofPairs(with, without);
    assertThat(ratio.mean()).isCloseTo(0.98, within(0.003));
    assertThat(ratio.high()).isLessThan(0.99);
  }

  @Test
  void launchesThatDifferWidelySayThatTheyResolveLittle() {
    Ratio ratio = Ratio.ofLaunches(List.of(80.0, 120.0, 100.0, 90.0), List.of(85.0, 115.0, 95.0, 110.0));
    assertThat(ratio.high() - ratio.low()).isGreaterThan(0.1);
    assertThat(ratio.low()).isLessThan(1.0);
    assertThat(ratio.high()).isGreaterThan(1.0);
  }

  @Test
  void stretchesThatDoNotPairAreRefused() {
    assertThatThrownBy(() -> Ratio.ofPairs(List.of(1.0), List.of()))
        .hasMessageContaining("1 and 0 stretches do not pair");
  }
}
