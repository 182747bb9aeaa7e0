package io.manometer.creditflow.network;

/** A channel lost, repeated, reordered or changed something. */
public final class ProtocolException extends RuntimeException {

  ProtocolException(String message) {
    super(message);
  }
}
