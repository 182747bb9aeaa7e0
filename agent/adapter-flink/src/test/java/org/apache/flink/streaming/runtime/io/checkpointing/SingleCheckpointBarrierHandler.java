package org.apache.flink.streaming.runtime.io.checkpointing;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.channel.InputChannelInfo;

/** As much of Flink's class of this name as the alignment of checkpoints is read from; for tests. */
public final class SingleCheckpointBarrierHandler extends CheckpointBarrierHandler {

  private final Set<InputChannelInfo> alignedChannels = new HashSet<>();
  private BarrierHandlerState currentState;

  public void barrierCame(InputChannelInfo channel) {
    alignedChannels.add(channel);
  }

  public void allBarriersCame() {
    alignedChannels.clear();
  }

  public void isUnaligned() {
    currentState = new AlternatingCollectingBarriersUnaligned();
  }
}
