package io.manometer.agent.adapter.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.target.BoundSymbols;
import java.util.List;
import org.apache.flink.runtime.checkpoint.channel.InputChannelInfo;
import org.apache.flink.streaming.runtime.io.checkpointing.CheckpointBarrierHandler;
import org.apache.flink.streaming.runtime.io.checkpointing.SingleCheckpointBarrierHandler;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.junit.jupiter.api.Test;

/** On classes that are called like Flink's and have the members that are read. */
class AlignmentsTest {

  private final SingleCheckpointBarrierHandler handler = new SingleCheckpointBarrierHandler();
  private final StreamTask task = new StreamTask(handler);
  private final Alignments alignments = new Alignments(BoundSymbols.bind(List.of(
      Names.TASK_BARRIER_HANDLER, Names.HANDLER_ALIGNMENT, Names.HANDLER_ALIGNED, Names.HANDLER_STATE, Names.CHANNEL_GATE),
      AlignmentsTest.class.getClassLoader()), 2);

  @Test
  void aGateStandsFromItsBarrierToTheLookThatSeesTheAlignmentOver() {
    handler.barrierCame(new InputChannelInfo(1, 0));
    handler.lasts(30);
    alignments.look(task);
    assertThat(gates()).containsExactly(0L, 30L);

    handler.lasts(80);
    alignments.look(task);
    assertThat(gates()).containsExactly(0L, 80L);

    handler.lasts(100);
    handler.allBarriersCame();
    alignments.look(task);
    assertThat(gates()).containsExactly(0L, 100L);

    alignments.look(task);
    assertThat(gates()).as("the length of the last alignment stays and is not counted again").containsExactly(0L, 100L);
  }

  @Test
  void aGateWhoseBarrierComesLaterIsCountedFromTheLookThatSeesIt() {
    handler.barrierCame(new InputChannelInfo(0, 0));
    handler.lasts(40);
    alignments.look(task);
    handler.barrierCame(new InputChannelInfo(1, 3));
    handler.lasts(50);
    alignments.look(task);
    handler.lasts(70);
    alignments.look(task);

    assertThat(gates()).containsExactly(70L, 20L);
  }

  @Test
  void severalChannelsOfOneGateCountOnce() {
    handler.barrierCame(new InputChannelInfo(0, 0));
    handler.barrierCame(new InputChannelInfo(0, 1));
    handler.lasts(40);
    alignments.look(task);

    assertThat(gates()).containsExactly(40L, 0L);
  }

  @Test
  void theNextAlignmentIsAddedToTheLastOne() {
    handler.barrierCame(new InputChannelInfo(0, 0));
    handler.lasts(40);
    alignments.look(task);
    handler.lasts(5);
    alignments.look(task);

    assertThat(gates()).containsExactly(45L, 0L);
  }

  @Test
  void unalignedCheckpointsCollectBarriersAndLetNoGateStand() {
    handler.isUnaligned();
    handler.barrierCame(new InputChannelInfo(1, 0));
    handler.lasts(30);
    alignments.look(task);
    handler.lasts(80);
    alignments.look(task);

    assertThat(gates()).containsExactly(0L, 0L);
  }

  @Test
  void withoutAlignedBarriersNothingIsCounted() {
    CheckpointBarrierHandler tracker = new CheckpointBarrierHandler();
    tracker.lasts(40);

    alignments.look(new StreamTask(tracker));
    alignments.look(new StreamTask(null));

    assertThat(gates()).containsExactly(0L, 0L);
  }

  private List<Long> gates() {
    return List.of(alignments.nanos(0), alignments.nanos(1));
  }
}
