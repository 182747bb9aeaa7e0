package io.manometer.analyzer.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Browsers that have shown the token. A session's id is random and says nothing of the token; sessions end after twelve
 * hours, when there are too many, and when the process ends. Threads: any.
 */
public final class Sessions {

  static final Duration LIFE = Duration.ofHours(12);
  private static final int MOST = 1_000;
  private static final int WRONG_TRIES_A_MINUTE = 20;

  private final byte[] token;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> endOfSession = new LinkedHashMap<>();
  private Instant minute = Instant.EPOCH;
  private int wrongTries;

  public Sessions(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** Compares in a time that does not depend on where the two differ. */
  boolean isToken(String candidate) {
    return MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether this minute's wrong tries are used up; right ones are then turned away as well. */
  synchronized boolean isGuessing(Instant now) {
    return now.isBefore(minute.plusSeconds(60)) && wrongTries >= WRONG_TRIES_A_MINUTE;
  }

  synchronized void wrongTry(Instant now) {
    if (!now.isBefore(minute.plusSeconds(60))) {
      minute = now;
      wrongTries = 0;
    }
    wrongTries++;
  }

  /** Begins a session and returns its id. */
  synchronized String begin(Instant now) {
    endOfSession.values().removeIf(end -> !end.isAfter(now));
    if (endOfSession.size() >= MOST) {
      endOfSession.remove(endOfSession.keySet().iterator().next());
    }
    byte[] id = new byte[32];
    random.nextBytes(id);
    String text = HexFormat.of().formatHex(id);
    endOfSession.put(text, now.plus(LIFE));
    return text;
  }

  synchronized boolean isOpen(String id, Instant now) {
    Instant end = endOfSession.get(id);
    return end != null && end.isAfter(now);
  }

  synchronized void end(String id) {
    endOfSession.remove(id);
  }
}
