package io.manometer.creditflow.network;

/**
 * A frame on the wire: length of the rest (int), type (byte), fields. Big-endian; text is UTF-8 behind its length
 * (short).
 */
final class FrameFormat {

  /** Begins the hello frame; bytes of another protocol hardly ever do. */
  static final int MAGIC = 0x43465731;

  static final byte HELLO = 1;
  static final byte DATA = 2;
  static final byte CREDIT = 3;
  static final byte BYE = 4;
  static final byte FAILURE = 5;

  static final int LENGTH_BYTES = 4;
  static final int TYPE_BYTES = 1;
  static final int DATA_HEADER_BYTES = 4 + 8 + 8 + 4 + 4;
  static final int MOST_TEXT_BYTES = 2048;

  private FrameFormat() {}

  /** The longest frame, its length field left out, between workers with buffers of this size. */
  static int mostBytes(int bufferBytes) {
    return TYPE_BYTES + Math.max(DATA_HEADER_BYTES + bufferBytes, 3 * MOST_TEXT_BYTES);
  }
}
