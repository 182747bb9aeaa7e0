package io.manometer.creditflow.network;

import io.netty.handler.codec.DecoderException;

/** Bytes that are no frame. */
final class FrameException extends DecoderException {

  FrameException(String message) {
    super(message);
  }
}
