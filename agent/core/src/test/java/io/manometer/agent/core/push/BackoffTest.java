package io.manometer.agent.core.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(() -> 1.0);
  private long now;

  @Test
  void inTheFirstMinuteItComesBackWithinFiveSecondsAndLaterWithinSixty() {
    assertThat(fail()).isEqualTo(500);
    assertThat(fail()).isEqualTo(1000);
    assertThat(fail()).isEqualTo(2000);
    long longest = 0;
    while (now < TimeUnit.SECONDS.toNanos(60)) {
      longest = Math.max(longest, fail());
    }
    assertThat(longest).isEqualTo(5_000);
    for (int i = 0; i < 1000; i++) {
      longest = Math.max(longest, fail());
    }
    assertThat(longest).isEqualTo(60_000);
  }

  @Test
  void aSuccessBeginsAnew() {
    for (int i = 0; i < 100; i++) {
      fail();
    }
    backoff.succeeded();

    assertThat(fail()).isEqualTo(500);
  }

  @Test
  void theWaitIsShortenedByUpToHalf() {
    assertThat(new Backoff(() -> 0.0).failed(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
  }

  private long fail() {
    long wait = backoff.failed(now);
    now += wait;
    return TimeUnit.NANOSECONDS.toMillis(wait);
  }
}
