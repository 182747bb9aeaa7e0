package io.manometer.analyzer.source.flink;

/** The JobManager gave no answer, or none to what every JobManager answers. The message says where, why, and what would be right. */
public final class Unreachable extends Exception {

  private static final long serialVersionUID = 1;

  Unreachable(String message) {
    super(message);
  }

  Unreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
