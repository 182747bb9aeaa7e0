package io.manometer.creditflow.runtime;

/** The job has failed; the message says where and why. */
public final class JobFailedException extends RuntimeException {

  public JobFailedException(String message) {
    super(message);
  }

  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
