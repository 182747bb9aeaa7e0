package io.manometer.creditflow.network;

/** Takes one frame's worth of bytes; has copied them when it returns. */
interface DataWriter {
  void write(DataHeader header, byte[] memory, int offset, int length);
}
