package org.apache.flink.runtime.checkpoint.channel;

/** As much of Flink's class of this name as the alignment of checkpoints is read from; for tests. */
public record InputChannelInfo(int gate, int channel) {

  int getGateIdx() {
    return gate;
  }
}
