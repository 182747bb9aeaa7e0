package io.manometer.benchmarks.overhead;

import java.io.IOException;

/** A pipeline that can be started anew for each measurement. */
@FunctionalInterface
interface Subject {

  /** Starts it in a JVM with a companion; it may take a while until it tells its progress. */
  Measured start(Companion companion) throws IOException, InterruptedException;
}
