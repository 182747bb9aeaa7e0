package io.manometer.creditflow.network;

import io.manometer.creditflow.operator.Receiver;
import io.manometer.creditflow.serde.BinaryInput;
import io.manometer.creditflow.serde.SerializationException;
import io.manometer.creditflow.serde.Serializer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Takes the byte stream of a channel apart into elements, also those that span buffers. For the subtask's thread.
 *
 * <p>An element that lies whole in a buffer is read in place. Of one that spans buffers the parts are collected, in an
 * array that grows as they come in, so that a wrong length takes no memory.
 */
final class RecordReader {

  private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int KEPT_BYTES = 1 << 20;

  private final InputChannel channel;
  private final Serializer<?> serializer;
  private final int mostRecordBytes;
  private final BinaryInput input = new BinaryInput();
  private byte[] partial = new byte[256];
  private int partialBytes;
  private boolean ended;

  RecordReader(InputChannel channel, int mostRecordBytes) {
    this.channel = channel;
    this.serializer = channel.gate().edge().serializer();
    this.mostRecordBytes = mostRecordBytes;
  }

  void read(InputFrame frame, ElementHandler handler) throws Exception {
    long before = channel.recordsRead();
    byte[] memory = frame.buffer().memory();
    int position = partialBytes > 0 ? completePartial(memory, frame.length(), handler) : 0;
    while (frame.length() - position >= ElementFormat.LENGTH_BYTES) {
      int size = ElementFormat.LENGTH_BYTES + checkedLength((int) INT.get(memory, position));
      if (frame.length() - position < size) {
        break;
      }
      element(memory, position, size, handler);
      position += size;
    }
    keep(memory, position, frame.length() - position);
    if (channel.recordsRead() - before != frame.records()) {
      throw new ProtocolException(channel + " brought " + (channel.recordsRead() - before)
          + " records in a frame that says " + frame.records());
    }
  }

  /** Adds to the element begun in an earlier buffer; returns where the next one begins. */
  private int completePartial(byte[] memory, int length, ElementHandler handler) throws Exception {
    int position = 0;
    if (partialBytes < ElementFormat.LENGTH_BYTES) {
      position = Math.min(ElementFormat.LENGTH_BYTES - partialBytes, length);
      keep(memory, 0, position);
      if (partialBytes < ElementFormat.LENGTH_BYTES) {
        return position;
      }
    }
    int size = ElementFormat.LENGTH_BYTES + checkedLength((int) INT.get(partial, 0));
    int part = Math.min(size - partialBytes, length - position);
    keep(memory, position, part);
    position += part;
    if (partialBytes == size) {
      partialBytes = 0;
      element(partial, 0, size, handler);
      if (partial.length > KEPT_BYTES) {
        partial = new byte[256];
      }
    }
    return position;
  }

  private void keep(byte[] memory, int from, int length) {
    if (partial.length - partialBytes < length) {
      partial = Arrays.copyOf(partial, Math.max(partialBytes + length, partial.length * 2));
    }
    System.arraycopy(memory, from, partial, partialBytes, length);
    partialBytes += length;
  }

  private void element(byte[] memory, int position, int size, ElementHandler handler) throws Exception {
    if (ended) {
      throw new ProtocolException(channel + " brought an element behind its end");
    }
    input.reset(memory, position + ElementFormat.LENGTH_BYTES, size - ElementFormat.LENGTH_BYTES);
    byte tag = input.readByte();
    channel.elementRead(size, tag <= ElementFormat.TIMESTAMPED_RECORD);
    switch (tag) {
      case ElementFormat.RECORD -> record(Receiver.NO_TIMESTAMP, handler);
      case ElementFormat.TIMESTAMPED_RECORD -> record(input.readLong(), handler);
      case ElementFormat.WATERMARK -> handler.watermark(channel, input.readLong());
      case ElementFormat.END -> {
        ended = true;
        handler.end(channel);
      }
      default -> throw new ProtocolException(channel + " brought an element with the unknown tag " + tag);
    }
  }

  private void record(long timestamp, ElementHandler handler) throws Exception {
    Object record = serializer.read(input);
    if (input.remaining() != 0) {
      throw new SerializationException(
          "the serializer of " + channel + " left " + input.remaining() + " bytes of a record unread");
    }
    handler.record(channel, record, timestamp);
  }

  private int checkedLength(int length) {
    if (length < 1 || length > mostRecordBytes) {
      throw new ProtocolException(
          channel + " brought an element of " + length + " bytes; 1 to " + mostRecordBytes + " is right");
    }
    return length;
  }
}
