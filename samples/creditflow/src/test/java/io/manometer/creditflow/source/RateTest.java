package io.manometer.creditflow.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateTest {

  @Test
  void arrivalsAddUpOverSteps() {
    Rate rate = Rate.perSecond(100).then(Duration.ofSeconds(10), 1000).then(Duration.ofSeconds(20), 0);

    assertThat(rate.arrivedBy(-1)).isZero();
    assertThat(rate.arrivedBy(5)).isEqualTo(500);
    assertThat(rate.arrivedBy(11)).isEqualTo(2000);
    assertThat(rate.arrivedBy(100)).isEqualTo(11_000);
  }

  @Test
  void aRecordThatNeverArrivesIsInfinitelyFarAway() {
    Rate rate = Rate.perSecond(100).then(Duration.ofSeconds(10), 0);

    assertThat(rate.secondsUntil(1000)).isEqualTo(10);
    assertThat(rate.secondsUntil(1001)).isInfinite();
    assertThat(Rate.perSecond(0).secondsUntil(1)).isInfinite();
  }

  @Test
  void aPauseIsSkipped() {
    Rate rate = Rate.perSecond(0).then(Duration.ofSeconds(3), 2);

    assertThat(rate.secondsUntil(1)).isEqualTo(3.5);
  }

  @Test
  void theTimeOfAnArrivalIsTheInverseOfTheArrivals() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      Rate rate = Rate.perSecond(random.nextInt(50));
      for (int step = 1; step < 5; step++) {
        rate = rate.then(Duration.ofSeconds(step * 10L), 1 + random.nextInt(50));
      }
      double records = 1 + random.nextInt(3000);
      assertThat(rate.arrivedBy(rate.secondsUntil(records))).isCloseTo(records, within(1e-6));
    }
  }

  @Test
  void stepsOutOfOrderAndNegativeRatesAreRefused() {
    assertThatThrownBy(() -> Rate.perSecond(-1)).hasMessageContaining("zero or more is right");
    assertThatThrownBy(() -> Rate.perSecond(1).then(Duration.ZERO, 1)).hasMessageContaining("does not come after");
  }
}
