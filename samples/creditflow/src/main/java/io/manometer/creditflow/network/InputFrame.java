package io.manometer.creditflow.network;

import io.manometer.creditflow.buffer.InputBuffer;

/** A received buffer on its way to the subtask's thread. */
record InputFrame(InputChannel channel, InputBuffer buffer, int length, int records) {}
