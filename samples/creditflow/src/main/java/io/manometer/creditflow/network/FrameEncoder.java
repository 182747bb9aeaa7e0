package io.manometer.creditflow.network;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes frames as {@link FrameFormat} says. */
final class FrameEncoder {

  private FrameEncoder() {}

  static void hello(Frame.Hello hello, ByteBuf out) {
    int start = begin(FrameFormat.HELLO, out);
    out.writeInt(FrameFormat.MAGIC);
    text(hello.fingerprint(), out);
    out.writeInt(hello.worker());
    text(hello.incarnation(), out);
    complete(start, out);
  }

  static void data(DataHeader header, byte[] memory, int offset, int length, ByteBuf out) {
    int start = begin(FrameFormat.DATA, out);
    out.writeInt(header.channel());
    out.writeLong(header.sequence());
    out.writeLong(header.firstRecord());
    out.writeInt(header.records());
    out.writeInt(header.backlog());
    out.writeBytes(memory, offset, length);
    complete(start, out);
  }

  static void credit(Frame.Credit credit, ByteBuf out) {
    int start = begin(FrameFormat.CREDIT, out);
    out.writeInt(credit.channel());
    out.writeInt(credit.credits());
    complete(start, out);
  }

  static void bye(ByteBuf out) {
    complete(begin(FrameFormat.BYE, out), out);
  }

  /** A message that is too long is cut. */
  static void failure(Frame.Failure failure, ByteBuf out) {
    int start = begin(FrameFormat.FAILURE, out);
    text(failure.message(), out);
    complete(start, out);
  }

  /** Room that a data frame takes. */
  static int dataBytes(int payloadBytes) {
    return FrameFormat.LENGTH_BYTES + FrameFormat.TYPE_BYTES + FrameFormat.DATA_HEADER_BYTES + payloadBytes;
  }

  private static int begin(byte type, ByteBuf out) {
    int start = out.writerIndex();
    out.writeInt(0);
    out.writeByte(type);
    return start;
  }

  private static void complete(int start, ByteBuf out) {
    out.setInt(start, out.writerIndex() - start - FrameFormat.LENGTH_BYTES);
  }

  private static void text(String text, ByteBuf out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(utf8.length, FrameFormat.MOST_TEXT_BYTES);
    out.writeShort(length);
    out.writeBytes(utf8, 0, length);
  }
}
