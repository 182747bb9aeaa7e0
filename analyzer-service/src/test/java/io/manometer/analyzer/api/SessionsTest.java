package io.manometer.analyzer.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Sessions sessions = new Sessions("0123456789abcdef");

  @Test
  void aSessionEndsAfterItsLife() {
    String id = sessions.begin(NOW);
    assertThat(sessions.isOpen(id, NOW.plus(Sessions.LIFE).minusSeconds(1))).isTrue();
    assertThat(sessions.isOpen(id, NOW.plus(Sessions.LIFE))).isFalse();
  }

  @Test
  void twoSessionsHaveNothingInCommonAndTheOldestGivesWay() {
    String first = sessions.begin(NOW);
    String second = sessions.begin(NOW);
    assertThat(second).isNotEqualTo(first).hasSize(64);
    for (int i = 0; i < 999; i++) {
      sessions.begin(NOW);
    }
    assertThat(sessions.isOpen(first, NOW)).isFalse();
    assertThat(sessions.isOpen(second, NOW)).isTrue();
  }

  @Test
  void guessingIsStoppedForTheRestOfAMinute() {
    for (int i = 0; i < 20; i++) {
      assertThat(sessions.isGuessing(NOW)).isFalse();
      sessions.wrongTry(NOW);
    }
    assertThat(sessions.isGuessing(NOW.plusSeconds(59))).isTrue();
    assertThat(sessions.isGuessing(NOW.plus(Duration.ofSeconds(60)))).isFalse();
  }
}
