package org.apache.flink.streaming.runtime.tasks;

import java.util.Optional;
import org.apache.flink.streaming.runtime.io.checkpointing.CheckpointBarrierHandler;

/** As much of Flink's class of this name as the alignment of checkpoints is read from; for tests. */
public final class StreamTask {

  private final CheckpointBarrierHandler handler;

  /** @param handler null for a task without checkpoints */
  public StreamTask(CheckpointBarrierHandler handler) {
    this.handler = handler;
  }

  Optional<CheckpointBarrierHandler> getCheckpointBarrierHandler() {
    return Optional.ofNullable(handler);
  }
}
