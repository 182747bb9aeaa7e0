package io.manometer.rules.engine;

/**
 * What a cycle hands to the next: since when a diagnosis stands, and the last bottleneck for the proof of its fix. An
 * immutable value; keep it per job, also across restarts of the job.
 */
public record Memory() {

  /** Nothing to remember yet. */
  public static Memory none() {
    return new Memory();
  }
}
