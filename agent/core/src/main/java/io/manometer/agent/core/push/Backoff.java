package io.manometer.agent.core.push;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after failures in a row: from half a second on, twice as long each time, up to 5 s in the first
 * minute and up to 60 s later, each shortened at random so that many agents do not come back at once. Threads: one.
 */
final class Backoff {

  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long MOST_AT_FIRST = TimeUnit.SECONDS.toNanos(5);
  private static final long MOST = TimeUnit.SECONDS.toNanos(60);
  private static final long AT_FIRST = TimeUnit.SECONDS.toNanos(60);

  private final DoubleSupplier random;
  private int failures;
  private long failingSince;

  /** @param random from 0 to 1 */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  void succeeded() {
    failures = 0;
  }

  /** The wait after one more failure. */
  long failed(long now) {
    if (failures++ == 0) {
      failingSince = now;
    }
    long most = now - failingSince < AT_FIRST ? MOST_AT_FIRST : MOST;
    long wait = Math.min(most, FIRST << Math.min(failures - 1, 20));
    return (long) (wait * (0.5 + 0.5 * random.getAsDouble()));
  }
}
