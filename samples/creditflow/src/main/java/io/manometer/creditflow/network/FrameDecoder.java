package io.manometer.creditflow.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Takes a byte stream apart into frames. Whatever the bytes are, it throws nothing but {@link FrameException} and holds
 * no more than one frame of the greatest length and what the socket gave last.
 */
final class FrameDecoder extends ByteToMessageDecoder {

  private final int mostBytes;
  private boolean broken;

  FrameDecoder(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < FrameFormat.LENGTH_BYTES) {
      return;
    }
    int length = in.getInt(in.readerIndex());
    if (length < FrameFormat.TYPE_BYTES || length > mostBytes) {
      throw refused("a frame of " + length + " bytes; 1 to " + mostBytes + " is right");
    }
    if (in.readableBytes() < FrameFormat.LENGTH_BYTES + length) {
      return;
    }
    in.skipBytes(FrameFormat.LENGTH_BYTES);
    out.add(frame(in.readSlice(length)));
  }

  private Frame frame(ByteBuf in) {
    byte type = in.readByte();
    Frame frame = switch (type) {
      case FrameFormat.HELLO -> hello(in);
      case FrameFormat.DATA -> data(in);
      case FrameFormat.CREDIT -> credit(in);
      case FrameFormat.BYE -> new Frame.Bye();
      case FrameFormat.FAILURE -> new Frame.Failure(text(in));
      default -> throw refused("a frame of the unknown type " + type);
    };
    if (in.isReadable()) {
      throw refused(in.readableBytes() + " bytes too many in a frame of type " + type);
    }
    return frame;
  }

  private Frame hello(ByteBuf in) {
    need(in, 4);
    int magic = in.readInt();
    if (magic != FrameFormat.MAGIC) {
      throw refused("a greeting that is not creditflow's");
    }
    String fingerprint = text(in);
    need(in, 4);
    int worker = in.readInt();
    return new Frame.Hello(fingerprint, worker, text(in));
  }

  private Frame data(ByteBuf in) {
    need(in, FrameFormat.DATA_HEADER_BYTES + 1);
    DataHeader header = new DataHeader(in.readInt(), in.readLong(), in.readLong(), in.readInt(), in.readInt());
    if (header.channel() < 0 || header.records() < 0 || header.backlog() < 0) {
      throw refused("a data frame with a negative field: " + header);
    }
    return new Frame.Data(header, in.readRetainedSlice(in.readableBytes()));
  }

  private Frame credit(ByteBuf in) {
    need(in, 8);
    Frame.Credit credit = new Frame.Credit(in.readInt(), in.readInt());
    if (credit.channel() < 0 || credit.credits() <= 0) {
      throw refused("a frame that grants nothing: " + credit);
    }
    return credit;
  }

  private String text(ByteBuf in) {
    need(in, 2);
    int length = in.readUnsignedShort();
    if (length > FrameFormat.MOST_TEXT_BYTES) {
      throw refused("a text of " + length + " bytes; at most " + FrameFormat.MOST_TEXT_BYTES + " is right");
    }
    need(in, length);
    return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
  }

  private void need(ByteBuf in, int bytes) {
    if (in.readableBytes() < bytes) {
      throw refused("a frame that ends too early: " + bytes + " bytes needed, " + in.readableBytes() + " left");
    }
  }

  /** After an error the stream cannot be trusted any more; the rest of it is dropped. */
  private FrameException refused(String problem) {
    broken = true;
    return new FrameException(problem);
  }
}
