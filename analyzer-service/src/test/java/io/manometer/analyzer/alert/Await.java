package io.manometer.analyzer.alert;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for real parts, which take their own time; fails when they take too long. */
final class Await {

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    until(what, PATIENCE, condition);
  }

  static void until(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("in vain waited " + patience.toSeconds() + " s until " + what);
      }
      pause(Duration.ofMillis(50));
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
