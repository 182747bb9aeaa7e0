package io.manometer.creditflow.buffer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The buffers of one input gate, and the account of the credits that stand for them: a sender has one credit for each
 * buffer that lies free in its channel, and none for any other. Each channel has exclusive buffers; floating ones go,
 * one by one and in turn, to the channels whose sender has announced more backlog than the channel has free buffers
 * for.
 *
 * <p>Threads: any; each method takes the lock and calls nothing foreign. Fields are written under the lock; anyone may
 * read a stale value.
 */
public final class ReceiveBuffers {

  /** No channel. */
  public static final int NONE = -1;

  private static final class ChannelAccount {
    private final InputBuffer[] exclusive;
    private final InputBuffer[] floating;
    private int exclusiveFree;
    private int floatingFree;
    private int backlog;
    private boolean waitsForFloating;

    ChannelAccount(int exclusiveSize, int floatingSize) {
      exclusive = new InputBuffer[exclusiveSize];
      floating = new InputBuffer[floatingSize];
    }

    int free() {
      return exclusiveFree + floatingFree;
    }

    boolean lacks() {
      return free() < backlog + exclusive.length;
    }

    void add(InputBuffer buffer) {
      if (buffer.floating()) {
        floating[floatingFree++] = buffer;
      } else {
        exclusive[exclusiveFree++] = buffer;
      }
    }

    InputBuffer take() {
      if (floatingFree > 0) {
        return floating[--floatingFree];
      }
      return exclusiveFree > 0 ? exclusive[--exclusiveFree] : null;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final ChannelAccount[] channels;
  private final int exclusivePerChannel;
  private final int floatingSize;
  private final ArrayDeque<InputBuffer> floating = new ArrayDeque<>();
  private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
  private int floatingAvailable;

  /**
   * @param memory {@code channels * exclusivePerChannel} buffers and, beyond them, the floating ones
   */
  public ReceiveBuffers(int channelCount, int exclusivePerChannel, List<byte[]> memory) {
    this.exclusivePerChannel = exclusivePerChannel;
    this.floatingSize = memory.size() - channelCount * exclusivePerChannel;
    this.channels = new ChannelAccount[channelCount];
    int next = 0;
    for (int channel = 0; channel < channelCount; channel++) {
      channels[channel] = new ChannelAccount(exclusivePerChannel, floatingSize);
      for (int i = 0; i < exclusivePerChannel; i++) {
        channels[channel].add(new InputBuffer(memory.get(next++), channel));
      }
    }
    while (next < memory.size()) {
      floating.add(new InputBuffer(memory.get(next++), InputBuffer.FLOATING));
    }
    floatingAvailable = floatingSize;
  }

  /** Takes the buffer that the sender spent a credit for; throws {@link IllegalStateException} when it had none. */
  public InputBuffer take(int channel) {
    lock.lock();
    try {
      InputBuffer buffer = channels[channel].take();
      if (buffer == null) {
        throw new IllegalStateException("a buffer was sent on channel " + channel + " without credit");
      }
      buffer.heldBy(channel);
      return buffer;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes how many more buffers the sender has ready and takes floating ones for them, as far as there are.
   *
   * @return credits to grant to the sender
   */
  public int announceBacklog(int channel, int backlog) {
    lock.lock();
    try {
      ChannelAccount account = channels[channel];
      account.backlog = backlog;
      int granted = 0;
      while (account.lacks() && floatingAvailable > 0) {
        account.add(floating.poll());
        floatingAvailable--;
        granted++;
      }
      if (account.lacks() && !account.waitsForFloating && floatingSize > 0) {
        account.waitsForFloating = true;
        waiting.add(channel);
      }
      return granted;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts a buffer back that has been read.
   *
   * @return the channel whose sender is to be granted one credit, or {@link #NONE}
   */
  public int recycle(InputBuffer buffer) {
    lock.lock();
    try {
      if (buffer.holder() == NONE) {
        throw new IllegalStateException("a buffer is given back twice");
      }
      buffer.heldBy(NONE);
      if (buffer.floating()) {
        return passOn(buffer);
      }
      ChannelAccount account = channels[buffer.owner()];
      boolean enough = !account.lacks();
      account.add(buffer);
      if (enough && account.floatingFree > 0) {
        // The credit that stood for the floating buffer now stands for the exclusive one.
        return passOn(account.floating[--account.floatingFree]);
      }
      return buffer.owner();
    } finally {
      lock.unlock();
    }
  }

  /** Free buffers of a channel; as many credits as its sender has, or as are on their way to or from it. */
  public int credits(int channel) {
    lock.lock();
    try {
      return channels[channel].free();
    } finally {
      lock.unlock();
    }
  }

  public int exclusivePerChannel() {
    return exclusivePerChannel;
  }

  private int passOn(InputBuffer buffer) {
    while (!waiting.isEmpty()) {
      int channel = waiting.poll();
      ChannelAccount account = channels[channel];
      if (account.lacks()) {
        account.add(buffer);
        if (account.lacks()) {
          waiting.add(channel);
        } else {
          account.waitsForFloating = false;
        }
        return channel;
      }
      account.waitsForFloating = false;
    }
    floating.add(buffer);
    floatingAvailable++;
    return NONE;
  }
}
