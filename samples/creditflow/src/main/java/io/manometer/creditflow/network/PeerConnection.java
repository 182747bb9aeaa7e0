package io.manometer.creditflow.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All channels to and from one other worker, over one socket. Data is written only while the socket takes it, so what
 * waits in Netty is bounded by its water mark; the rest stays in the buffers of the outputs.
 *
 * <p>Threads: all but {@link RemoteSender#ready} and {@link RemoteCredit#grant} runs on the event loop.
 */
final class PeerConnection {

  /** The sending end's way to the other worker. */
  private final class RemoteSender implements DataLink {
    private final Subpartition subpartition;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    RemoteSender(Subpartition subpartition) {
      this.subpartition = subpartition;
    }

    @Override
    public void ready(Subpartition ignored) {
      if (!scheduled.get() && subpartition.sendable() && scheduled.compareAndSet(false, true)) {
        execute(() -> {
          ready.add(this);
          writeReady();
        });
      }
    }

    /** Sends a frame; false, and no longer scheduled, when there is none to send. */
    boolean sendOne() {
      if (subpartition.sendNext(PeerConnection.this::writeData)) {
        return true;
      }
      scheduled.set(false);
      return subpartition.sendable() && scheduled.compareAndSet(false, true);
    }
  }

  /** The receiving end's way back; grants that come faster than they can be written go out as one. */
  private final class RemoteCredit implements CreditLink {
    private final int channelNumber;
    private final AtomicInteger unannounced = new AtomicInteger();

    RemoteCredit(int channelNumber) {
      this.channelNumber = channelNumber;
    }

    @Override
    public void grant(int credits) {
      if (unannounced.getAndAdd(credits) == 0) {
        execute(() -> writeCredit(new Frame.Credit(channelNumber, unannounced.getAndSet(0))));
      }
    }
  }

  private final int worker;
  private final String address;
  private final EventLoop eventLoop;
  private final Runnable ended;
  private final Map<Integer, Subpartition> senders = new HashMap<>();
  private final Map<Integer, InputChannel> receivers = new HashMap<>();
  private final ArrayDeque<RemoteSender> ready = new ArrayDeque<>();
  private Channel socket;
  private boolean ending;
  private boolean byeSent;
  private boolean byeReceived;

  /**
   * @param ended told once when both sides have said goodbye
   */
  PeerConnection(int worker, String address, EventLoop eventLoop, Runnable ended) {
    this.worker = worker;
    this.address = address;
    this.eventLoop = eventLoop;
    this.ended = ended;
  }

  /** Before the start. */
  void add(Subpartition sender) {
    senders.put(sender.channel(), sender);
    sender.connect(new RemoteSender(sender));
  }

  /** Before the start. */
  void add(InputChannel receiver) {
    receivers.put(receiver.channel(), receiver);
    receiver.connect(new RemoteCredit(receiver.channel()));
  }

  /** Uses this socket; false when there is one already. */
  boolean bind(Channel open) {
    if (socket != null) {
      return false;
    }
    socket = open;
    return true;
  }

  boolean bound() {
    return socket != null;
  }

  boolean finished() {
    return byeSent && byeReceived;
  }

  boolean byeReceived() {
    return byeReceived;
  }

  void onData(Frame.Data data) {
    InputChannel receiver = receivers.get(data.header().channel());
    if (receiver == null) {
      throw new ProtocolException(
          this + " sent data for channel " + data.header().channel() + ", which does not end here");
    }
    ByteBuf payload = data.payload();
    int length = payload.readableBytes();
    receiver.receive(data.header(), length, memory -> payload.readBytes(memory, 0, length));
  }

  void onCredit(Frame.Credit credit) {
    Subpartition sender = senders.get(credit.channel());
    if (sender == null) {
      throw new ProtocolException(
          this + " granted credit for channel " + credit.channel() + ", which does not begin here");
    }
    sender.grant(credit.credits());
  }

  void onBye() {
    byeReceived = true;
    reportEnd();
  }

  /** The socket takes more. */
  void writeReady() {
    while (socket.isWritable() && !ready.isEmpty()) {
      RemoteSender sender = ready.poll();
      if (sender.sendOne()) {
        ready.add(sender);
      }
    }
    socket.flush();
    sayByeWhenDrained();
  }

  /** This worker's subtasks have ended: says so as soon as all that they wrote has been sent. */
  void end() {
    ending = true;
    sayByeWhenDrained();
  }

  /** Tells the other worker of a failure here, if it is connected. */
  void fail(String message, Runnable whenTold) {
    if (socket != null && socket.isActive()) {
      ByteBuf frame = socket.alloc().buffer();
      FrameEncoder.failure(new Frame.Failure(message), frame);
      socket.writeAndFlush(frame).addListener(done -> whenTold.run());
    } else {
      whenTold.run();
    }
  }

  @Override
  public String toString() {
    return "worker " + worker + " (" + address + ")";
  }

  private void writeData(DataHeader header, byte[] memory, int offset, int length) {
    ByteBuf frame = socket.alloc().directBuffer(FrameEncoder.dataBytes(length));
    FrameEncoder.data(header, memory, offset, length, frame);
    socket.write(frame, socket.voidPromise());
  }

  private void writeCredit(Frame.Credit credit) {
    ByteBuf frame = socket.alloc().directBuffer(16);
    FrameEncoder.credit(credit, frame);
    socket.writeAndFlush(frame, socket.voidPromise());
  }

  private void sayByeWhenDrained() {
    if (ending && !byeSent && senders.values().stream().allMatch(Subpartition::drained)) {
      byeSent = true;
      ByteBuf frame = socket.alloc().buffer(16);
      FrameEncoder.bye(frame);
      socket.writeAndFlush(frame).addListener(done -> reportEnd());
    }
  }

  private void reportEnd() {
    if (finished()) {
      ended.run();
    }
  }

  private void execute(Runnable task) {
    try {
      eventLoop.execute(task);
    } catch (RejectedExecutionException ignored) {
      // The job is over and its network closed.
    }
  }
}
