package io.manometer.creditflow.network;

import io.manometer.creditflow.buffer.InputBuffer;
import io.manometer.creditflow.buffer.ReceiveBuffers;
import io.manometer.creditflow.graph.Edge;

/** One input of a subtask: the channels of one edge and the buffers that they receive into. */
public final class InputGate {

  private final Edge edge;
  private final int subtask;
  private final SubtaskInput input;
  private final ReceiveBuffers buffers;
  private final InputChannel[] channels;

  public InputGate(Edge edge, int subtask, SubtaskInput input, ReceiveBuffers buffers, int mostRecordBytes) {
    this.edge = edge;
    this.subtask = subtask;
    this.input = input;
    this.buffers = buffers;
    int[] origins = edge.originsOf(subtask);
    channels = new InputChannel[origins.length];
    for (int i = 0; i < origins.length; i++) {
      channels[i] = new InputChannel(this, i, origins[i], edge.channel(origins[i], subtask), mostRecordBytes);
    }
  }

  /** Grants the senders the credits that they begin with. */
  public void grantFirstCredits() {
    for (InputChannel channel : channels) {
      channel.grant(buffers.exclusivePerChannel());
    }
  }

  public Edge edge() {
    return edge;
  }

  public int subtask() {
    return subtask;
  }

  public InputChannel[] channels() {
    return channels;
  }

  public ReceiveBuffers buffers() {
    return buffers;
  }

  SubtaskInput input() {
    return input;
  }

  /** Frees a buffer that has been read, and grants the credit that it stands for. */
  void recycle(InputBuffer buffer) {
    int channel = buffers.recycle(buffer);
    if (channel != ReceiveBuffers.NONE) {
      channels[channel].grant(1);
    }
  }
}
