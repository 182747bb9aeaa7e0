package io.manometer.analyzer.source.flink;

/** The JobManager gave no answer at all. The message says which address and why. */
public final class Unreachable extends Exception {

  private static final long serialVersionUID = 1;

  Unreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
