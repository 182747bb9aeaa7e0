package io.manometer.creditflow.network;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending end of a channel: buffers filled for one consuming subtask, and the credit to send them with.
 *
 * <p>Threads: the subtask's thread appends and writes {@code recordsWritten} and {@code bytesWritten}; the link's
 * thread sends; the flusher flushes. All but the two counters and the open buffer belong to the lock. Anyone may read a
 * stale value.
 */
public final class Subpartition {

  private final OutputGate output;
  private final int index;
  private final int targetSubtask;
  private final int channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<OutputBuffer> buffers = new ArrayDeque<>();
  private DataLink link;

  private OutputBuffer open;
  private long recordsWritten;
  private long bytesWritten;

  private int credits;
  private int backlog;
  private boolean flushRequested;
  private boolean ended;
  private long nextSequence;
  private long recordsSent;
  private long bytesSent;

  Subpartition(OutputGate output, int index, int targetSubtask, int channel) {
    this.output = output;
    this.index = index;
    this.targetSubtask = targetSubtask;
    this.channel = channel;
  }

  void connect(DataLink dataLink) {
    link = dataLink;
  }

  /** Adds bytes behind those before; blocks while the output has no buffer for them. For the subtask's thread. */
  void append(byte[] source, int length, int endedRecords) {
    OutputBuffer buffer = open;
    if (buffer != null && length <= buffer.room()) {
      buffer.append(source, 0, length, endedRecords);
    } else {
      appendSpanning(source, length, endedRecords);
    }
    bytesWritten += length;
    recordsWritten += endedRecords;
  }

  /** What was appended is to be sent although the buffer is not full. From any thread. */
  void flush() {
    lock.lock();
    try {
      OutputBuffer last = buffers.peekLast();
      if (last != null && !last.finished && OutputBuffer.bytesOf(last.published()) > last.sentBytes) {
        flushRequested = true;
        link.ready(this);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will be appended. For the subtask's thread. */
  void end() {
    if (open != null) {
      finishOpen();
    }
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the sender send so many more buffers. */
  void grant(int more) {
    lock.lock();
    try {
      credits = Math.addExact(credits, more);
      link.ready(this);
    } finally {
      lock.unlock();
    }
  }

  /** Sends the next frame if there is one and credit for it; false when there is not. */
  boolean sendNext(DataWriter writer) {
    lock.lock();
    try {
      if (!sendable()) {
        return false;
      }
      send(writer);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** True when {@link #sendNext} would send. */
  boolean sendable() {
    lock.lock();
    try {
      return credits > 0 && hasData();
    } finally {
      lock.unlock();
    }
  }

  /** Sends the next frame; throws {@link IllegalStateException} when there is no credit for it. */
  void send(DataWriter writer) {
    lock.lock();
    try {
      if (credits == 0) {
        throw new IllegalStateException("channel " + channel + " of " + output + " sends without credit");
      }
      OutputBuffer buffer = buffers.element();
      long published = buffer.published();
      int length = OutputBuffer.bytesOf(published) - buffer.sentBytes;
      int records = OutputBuffer.recordsOf(published) - buffer.sentRecords;
      if (buffer.finished) {
        backlog--;
      } else {
        flushRequested = false;
      }
      credits--;
      int more = backlog + (flushRequested ? 1 : 0);
      DataHeader header = new DataHeader(channel, nextSequence++, recordsSent, records, more);
      writer.write(header, buffer.memory, buffer.sentBytes, length);
      recordsSent += records;
      bytesSent += length;
      buffer.sentBytes += length;
      buffer.sentRecords += records;
      if (buffer.finished) {
        recycleFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** True when all has been appended and sent. */
  boolean drained() {
    lock.lock();
    try {
      return ended && buffers.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  public int channel() {
    return channel;
  }

  /** Index of the consuming subtask. */
  public int targetSubtask() {
    return targetSubtask;
  }

  @Override
  public String toString() {
    return output + " to subtask " + targetSubtask;
  }

  private void appendSpanning(byte[] source, int length, int endedRecords) {
    int offset = 0;
    while (true) {
      if (open == null) {
        openNext();
      }
      int part = Math.min(open.room(), length - offset);
      boolean last = offset + part == length;
      open.append(source, offset, part, last ? endedRecords : 0);
      offset += part;
      if (last) {
        return;
      }
      finishOpen();
    }
  }

  private void openNext() {
    OutputBuffer next = new OutputBuffer(output.requestBuffer(index));
    lock.lock();
    try {
      buffers.add(next);
      open = next;
    } finally {
      lock.unlock();
    }
  }

  private void finishOpen() {
    lock.lock();
    try {
      open.finished = true;
      if (OutputBuffer.bytesOf(open.published()) == open.sentBytes) {
        buffers.removeLast();
        output.recycle(open.memory, index);
      } else {
        backlog++;
      }
      open = null;
      flushRequested = false;
      link.ready(this);
    } finally {
      lock.unlock();
    }
  }

  private boolean hasData() {
    OutputBuffer first = buffers.peek();
    if (first == null) {
      return false;
    }
    return first.finished || flushRequested && OutputBuffer.bytesOf(first.published()) > first.sentBytes;
  }

  private void recycleFirst() {
    OutputBuffer sent = buffers.remove();
    output.recycle(sent.memory, index);
  }
}
