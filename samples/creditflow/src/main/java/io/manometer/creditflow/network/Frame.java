package io.manometer.creditflow.network;

import io.netty.buffer.ByteBuf;

/** What workers say to each other. */
sealed interface Frame {

  /** The first frame in each direction: who speaks, and what it is going to run. */
  record Hello(String fingerprint, int worker, String incarnation) implements Frame {}

  /** A buffer's worth of a channel's byte stream. */
  record Data(DataHeader header, ByteBuf payload) implements Frame {}

  /** The sender of a channel may send so many more buffers. */
  record Credit(int channel, int credits) implements Frame {}

  /** All subtasks of the speaker have ended and all that they wrote has been sent. */
  record Bye() implements Frame {}

  /** The job has failed at the speaker. */
  record Failure(String message) implements Frame {}
}
