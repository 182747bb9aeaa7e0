package io.manometer.benchmarks.overhead;

import java.util.concurrent.TimeUnit;

/** A pipeline at full speed in a JVM of its own, which tells its progress. Closing it ends the JVM. */
interface Measured extends AutoCloseable {

  long START_SECONDS = 60;

  /** What it has told so far. */
  Progress progress();

  /** Throws when it has ended by itself. */
  void failIfEnded();

  /** Of the agent that came along. */
  AgentSwitch agent();

  @Override
  void close();

  /** Lets the pipeline run for a while that is not measured, from when it has told something. */
  default void letRun(long millis) throws InterruptedException {
    latestMark();
    Thread.sleep(millis);
  }

  /** Lets the pipeline run for a while, a second at least; how many records a second it usually did meanwhile. */
  default double perSecondFor(long millis) throws InterruptedException {
    int from = latestMark();
    Thread.sleep(millis);
    int to = latestMark();
    return progress().perSecond(from, to);
  }

  private int latestMark() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      failIfEnded();
      int marks = progress().size();
      if (marks > 0) {
        return marks - 1;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the measured JVM told no progress for " + START_SECONDS + " s");
      }
      Thread.sleep(10);
    }
  }
}
