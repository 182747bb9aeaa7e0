package io.manometer.creditflow.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveBuffersTest {

  @Test
  void aSenderWithBacklogGetsFloatingBuffers() {
    ReceiveBuffers buffers = new ReceiveBuffers(2, 2, memory(2 * 2 + 3));
    buffers.take(0);

    assertThat(buffers.announceBacklog(0, 5)).isEqualTo(3);
    assertThat(buffers.credits(0)).isEqualTo(1 + 3);
  }

  @Test
  void aFloatingBufferThatIsReadGoesToTheChannelThatWaits() {
    ReceiveBuffers buffers = new ReceiveBuffers(2, 1, memory(2 + 1));
    buffers.take(0);
    buffers.announceBacklog(0, 1);
    InputBuffer floating = buffers.take(0);
    buffers.announceBacklog(0, 0);
    buffers.take(1);
    assertThat(buffers.announceBacklog(1, 4)).isZero();

    assertThat(floating.floating()).isTrue();
    assertThat(buffers.recycle(floating)).isIn(0, 1);
  }

  @Test
  void takingWithoutCreditIsAnError() {
    ReceiveBuffers buffers = new ReceiveBuffers(1, 1, memory(1));
    buffers.take(0);

    assertThatThrownBy(() -> buffers.take(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givingABufferBackTwiceIsAnError() {
    ReceiveBuffers buffers = new ReceiveBuffers(1, 1, memory(1));
    InputBuffer buffer = buffers.take(0);
    buffers.recycle(buffer);

    assertThatThrownBy(() -> buffers.recycle(buffer)).isInstanceOf(IllegalStateException.class);
  }

  /** A model of the senders: each spends the credits that it was granted; at any time the two accounts agree. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void creditsGrantedAlwaysEqualTheFreeBuffers(long seed) {
    Random random = new Random(seed);
    int channels = 1 + random.nextInt(5);
    int exclusive = 1 + random.nextInt(3);
    int floating = random.nextInt(6);
    ReceiveBuffers buffers = new ReceiveBuffers(channels, exclusive, memory(channels * exclusive + floating));
    int[] credits = new int[channels];
    java.util.Arrays.fill(credits, exclusive);
    Deque<InputBuffer> unread = new ArrayDeque<>();

    for (int step = 0; step < 20_000; step++) {
      int channel = random.nextInt(channels);
      if (random.nextBoolean() && credits[channel] > 0) {
        credits[channel]--;
        unread.add(buffers.take(channel));
        credits[channel] += buffers.announceBacklog(channel, random.nextInt(4) * random.nextInt(4));
      } else if (!unread.isEmpty()) {
        int granted = buffers.recycle(random.nextBoolean() ? unread.pollFirst() : unread.pollLast());
        if (granted != ReceiveBuffers.NONE) {
          credits[granted]++;
        }
      }
      int free = 0;
      for (int i = 0; i < channels; i++) {
        assertThat(buffers.credits(i)).isEqualTo(credits[i]);
        free += credits[i];
      }
      assertThat(free + unread.size()).isBetween(channels * exclusive, channels * exclusive + floating);
    }
    while (!unread.isEmpty()) {
      int granted = buffers.recycle(unread.poll());
      if (granted != ReceiveBuffers.NONE) {
        credits[granted]++;
      }
    }
    for (int i = 0; i < channels; i++) {
      assertThat(credits[i]).isGreaterThanOrEqualTo(exclusive);
    }
  }

  private static List<byte[]> memory(int buffers) {
    List<byte[]> memory = new ArrayList<>();
    for (int i = 0; i < buffers; i++) {
      memory.add(new byte[1]);
    }
    return memory;
  }
}
