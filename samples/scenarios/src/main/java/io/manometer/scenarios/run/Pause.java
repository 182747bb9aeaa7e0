package io.manometer.scenarios.run;

/** Sleeping, at the edge where processes are waited for. */
final class Pause {

  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentFault("interrupted");
    }
  }
}
