package io.manometer.agent.core.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SamplingPaceTest {

  private double random = 0.5;
  private final SamplingPace pace = new SamplingPace(20, () -> random);

  @Test
  void cheapLooksComeAsOftenAsWanted() {
    look(100, 100_000);

    assertThat(pace.nextWaitNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
  }

  @Test
  void theWaitVariesByHalfSoThatAPeriodicJobIsNotSeenAlwaysAtTheSamePlace() {
    random = 0;
    assertThat(pace.nextWaitNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(25));
    random = 1;
    assertThat(pace.nextWaitNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(75));
  }

  @Test
  void dearLooksComeSoSeldomThatTheyTakeThreeThousandthsOfTheTime() {
    look(200, TimeUnit.MILLISECONDS.toNanos(3));

    double share = 3.0 / TimeUnit.NANOSECONDS.toMillis(pace.nextWaitNanos());
    assertThat(share).isCloseTo(0.003, within(0.0003));
  }

  @Test
  void theFirstLookLoadsClassesAndDoesNotCount() {
    look(1, TimeUnit.MILLISECONDS.toNanos(90));

    assertThat(pace.nextWaitNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
  }

  @Test
  void aCollectionThatCameInBetweenSaysNothingAboutTheNextLook() {
    look(20, 100_000);
    look(1, TimeUnit.MILLISECONDS.toNanos(300));

    assertThat(pace.nextWaitNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private void look(int times, long nanos) {
    for (int i = 0; i < times; i++) {
      pace.looked(nanos);
    }
  }
}
