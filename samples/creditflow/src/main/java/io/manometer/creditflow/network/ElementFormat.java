package io.manometer.creditflow.network;

/** An element in the byte stream of a channel: length of the rest (int), tag (byte), what the tag says. */
final class ElementFormat {

  /** The record's bytes. */
  static final byte RECORD = 0;

  /** The record's timestamp (long), its bytes. */
  static final byte TIMESTAMPED_RECORD = 1;

  /** A timestamp (long). */
  static final byte WATERMARK = 2;

  /** Nothing. The channel's last element. */
  static final byte END = 3;

  static final int LENGTH_BYTES = 4;

  private ElementFormat() {}
}
