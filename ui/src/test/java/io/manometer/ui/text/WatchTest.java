package io.manometer.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WatchTest {

  private final Instant now = Instant.parse("2026-11-22T14:05:00Z");
  private final Watch watch = new Watch(now, ZoneId.of("Europe/Berlin"), false);

  @Test
  void aTimeOfTodayHasItsOffsetAndItsAge() {
    Watch.Moment moment = watch.read(now.minusSeconds(213));
    assertThat(moment.text()).isEqualTo("15:01:27 +01:00");
    assertThat(moment.ago().replace('\u00a0', ' ')).isEqualTo("3 min 33 s ago");
    assertThat(moment.iso()).isEqualTo("2026-11-22T14:01:27Z");
  }

  @Test
  void aTimeOfAnotherDayHasItsDate() {
    assertThat(watch.read(now.minus(Duration.ofHours(20))).text()).isEqualTo("2026-11-21 19:05:00 +01:00");
  }

  @Test
  void aClockThatRunsAheadIsSaidToRunAhead() {
    assertThat(watch.read(now.plusSeconds(30)).ago().replace('\u00a0', ' ')).isEqualTo("30 s ahead of this clock");
    assertThat(watch.since(now.plusSeconds(30))).isZero();
  }

  @Test
  void inHistoryTimesLieBeforeAndNotAgo() {
    assertThat(watch.backAt(now.minusSeconds(100)).read(now.minusSeconds(103)).ago().replace('\u00a0', ' ')).isEqualTo("3 s before");
  }

  @Test
  void anUnknownMomentStaysUnknown() {
    assertThat(watch.read(null)).isNull();
  }
}
