package io.manometer.creditflow.runtime;

import io.manometer.creditflow.network.ElementHandler;
import io.manometer.creditflow.network.InputChannel;
import io.manometer.creditflow.network.InputGate;
import io.manometer.creditflow.operator.Operator;
import io.manometer.creditflow.operator.Receiver;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands what comes out of the channels of a subtask to the first operator of its chain. The watermark of the subtask is
 * the least of its channels, those of a union included; a channel that has ended holds it back no more.
 *
 * <p>Threads: the subtask's thread; {@code tickDue} is set by any. {@code watermark} may be read by anyone and be
 * stale.
 */
final class ChainFeed implements ElementHandler {

  private static final long ENDED = Long.MAX_VALUE;

  private final Receiver<Object> head;
  private final Map<InputChannel, Integer> positions = new IdentityHashMap<>();
  private final long[] watermarks;
  private int openChannels;
  private long watermark = Receiver.NO_TIMESTAMP;
  private volatile boolean tickDue;

  @SuppressWarnings("unchecked") // the fluent API ties the types
  ChainFeed(Operator<?, ?> head, List<InputGate> gates) {
    this.head = (Receiver<Object>) head;
    for (InputGate gate : gates) {
      for (InputChannel channel : gate.channels()) {
        positions.put(channel, positions.size());
      }
    }
    openChannels = positions.size();
    watermarks = new long[positions.size()];
    Arrays.fill(watermarks, Receiver.NO_TIMESTAMP);
  }

  @Override
  public void record(InputChannel channel, Object record, long timestamp) throws Exception {
    if (tickDue) {
      tickIfDue();
    }
    head.process(record, timestamp);
  }

  @Override
  public void watermark(InputChannel channel, long timestamp) throws Exception {
    watermarks[positions.get(channel)] = timestamp;
    advance();
  }

  @Override
  public void end(InputChannel channel) throws Exception {
    openChannels--;
    watermarks[positions.get(channel)] = ENDED;
    advance();
  }

  boolean ended() {
    return openChannels == 0;
  }

  /** All has been read; what the chain holds back goes out. */
  void endOfInput() throws Exception {
    head.end();
  }

  void requestTick() {
    tickDue = true;
  }

  void tickIfDue() throws Exception {
    if (tickDue) {
      tickDue = false;
      head.tick(System.currentTimeMillis());
    }
  }

  long watermark() {
    return watermark;
  }

  private void advance() throws Exception {
    long least = Arrays.stream(watermarks).min().orElseThrow();
    if (least > watermark && least != ENDED) {
      watermark = least;
      head.watermark(least);
    }
  }
}
