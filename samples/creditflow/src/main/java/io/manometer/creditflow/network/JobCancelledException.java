package io.manometer.creditflow.network;

/** Ends the thread of a subtask whose job is over before its input is. */
public final class JobCancelledException extends RuntimeException {

  public JobCancelledException() {
    super("the job is being cancelled", null, false, false);
  }
}
