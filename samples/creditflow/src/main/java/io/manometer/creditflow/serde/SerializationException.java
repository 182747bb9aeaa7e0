package io.manometer.creditflow.serde;

/** Bytes that cannot be read as the record that they should be, or a record that cannot be written. */
public final class SerializationException extends RuntimeException {

  public SerializationException(String message) {
    super(message);
  }
}
