package io.manometer.creditflow.network;

import io.manometer.creditflow.buffer.InputBuffer;
import java.util.ArrayDeque;

/**
 * The receiving end of a channel.
 *
 * <p>Threads: the sender's link receives, one frame at a time, and writes {@code nextSequence}, {@code recordsReceived}
 * and {@code senderBacklog}; the subtask's thread reads and writes {@code recordsRead} and {@code bytesRead}; {@code
 * received} and {@code listed} belong to the lock of the subtask's input. Anyone may read a stale value.
 */
public final class InputChannel {

  private final InputGate gate;
  private final int index;
  private final int originSubtask;
  private final int channel;
  private final RecordReader reader;
  private CreditLink creditLink;

  private long nextSequence;
  private long recordsReceived;
  private int senderBacklog;

  private long recordsRead;
  private long bytesRead;

  final ArrayDeque<InputFrame> received = new ArrayDeque<>();
  boolean listed;

  InputChannel(InputGate gate, int index, int originSubtask, int channel, int mostRecordBytes) {
    this.gate = gate;
    this.index = index;
    this.originSubtask = originSubtask;
    this.channel = channel;
    this.reader = new RecordReader(this, mostRecordBytes);
  }

  void connect(CreditLink link) {
    creditLink = link;
  }

  /** Takes a frame in. Called by the link, for one frame at a time. */
  void receive(DataHeader header, int length, PayloadSource payload) {
    check(header);
    InputBuffer buffer = gate.buffers().take(index);
    payload.copyTo(buffer.memory());
    senderBacklog = header.backlog();
    gate.input().add(this, new InputFrame(this, buffer, length, header.records()));
    int credits = gate.buffers().announceBacklog(index, header.backlog());
    if (credits > 0) {
      grant(credits);
    }
  }

  void grant(int credits) {
    creditLink.grant(credits);
  }

  RecordReader reader() {
    return reader;
  }

  /** Notes that an element has been taken out. */
  void elementRead(int bytes, boolean record) {
    bytesRead += bytes;
    if (record) {
      recordsRead++;
    }
  }

  long recordsRead() {
    return recordsRead;
  }

  public InputGate gate() {
    return gate;
  }

  public int channel() {
    return channel;
  }

  /** Place of the channel in its gate. */
  public int index() {
    return index;
  }

  /** Index of the producing subtask. */
  public int originSubtask() {
    return originSubtask;
  }

  @Override
  public String toString() {
    return "channel " + channel + " of edge " + gate.edge() + " from subtask " + originSubtask;
  }

  private void check(DataHeader header) {
    if (header.sequence() != nextSequence) {
      throw new ProtocolException(this + " got frame " + header.sequence() + " where " + nextSequence + " was due");
    }
    if (header.firstRecord() != recordsReceived) {
      throw new ProtocolException(
          this + " got record " + header.firstRecord() + " where " + recordsReceived + " was due");
    }
    nextSequence++;
    recordsReceived += header.records();
  }
}
