package io.manometer.creditflow.network;

/** Bytes of a frame that has arrived. */
interface PayloadSource {
  void copyTo(byte[] memory);
}
