package io.manometer.creditflow.operator;

/** Carries a checked exception of an operator further down through the user's function that emitted the record. */
public final class DownstreamException extends RuntimeException {

  DownstreamException(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
