package io.manometer.agent.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.log.Log;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TroubleTest {

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger cuts = new AtomicInteger();
  private final Log silent = new Log(new PrintStream(OutputStream.nullOutputStream()), Log.Level.INFO, clock::get);
  private final Trouble trouble = new Trouble(silent, clock::get, cuts::incrementAndGet);

  @Test
  void aHundredErrorsWithinTenSecondsCutTheCircuitOnce() {
    failEvery(100, 99);
    assertThat(trouble.isCut()).isFalse();

    failEvery(100, 500);

    assertThat(trouble.isCut()).isTrue();
    assertThat(cuts).hasValue(1);
    assertThat(trouble.errors()).isEqualTo(599);
  }

  @Test
  void errorsThatComeNowAndThenAreCountedAndBorne() {
    failEvery(110, 10_000);

    assertThat(trouble.isCut()).isFalse();
    assertThat(trouble.errors()).isEqualTo(10_000);
  }

  @Test
  void whatIsThrownWhileCuttingStaysInside() {
    Trouble broken = new Trouble(silent, clock::get, () -> {
      throw new AssertionError("the cut itself fails");
    });
    for (int i = 0; i < 200; i++) {
      broken.inAdvice(new OutOfMemoryError());
    }

    assertThat(broken.errors()).isEqualTo(200);
  }

  private void failEvery(long millis, int times) {
    for (int i = 0; i < times; i++) {
      clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
      trouble.inAdvice(new IllegalStateException("advice"));
    }
  }
}
