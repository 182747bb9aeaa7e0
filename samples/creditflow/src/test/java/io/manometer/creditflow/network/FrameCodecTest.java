package io.manometer.creditflow.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {

  private static final int BUFFER_BYTES = 512;
  private static final int MOST_BYTES = FrameFormat.mostBytes(BUFFER_BYTES);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsEncodedIsDecodedHoweverTheStreamIsCut(long seed) {
    Random random = new Random(seed);
    List<Frame> frames = new ArrayList<>();
    ByteBuf stream = Unpooled.buffer();
    for (int i = 0; i < 500; i++) {
      frames.add(encodeAny(random, stream));
    }
    EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(MOST_BYTES));
    while (stream.isReadable()) {
      channel.writeInbound(stream.readBytes(Math.min(stream.readableBytes(), 1 + random.nextInt(700))));
    }

    for (Frame expected : frames) {
      Frame decoded = channel.readInbound();
      assertThat(decoded).isEqualTo(expected);
      release(decoded);
      release(expected);
    }
    assertThat((Object) channel.readInbound()).isNull();
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void anyBytesGiveFramesOrAFrameExceptionAndNoLargeAllocation(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = hostile(random);
      EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(MOST_BYTES));
      try {
        int position = 0;
        while (position < bytes.length) {
          int part = Math.min(bytes.length - position, 1 + random.nextInt(bytes.length));
          channel.writeInbound(Unpooled.wrappedBuffer(bytes, position, part));
          position += part;
        }
      } catch (FrameException expected) {
        assertThat(expected).hasMessageMatching("(?s).+");
      }
      for (Frame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
        if (frame instanceof Frame.Data data) {
          assertThat(data.payload().readableBytes()).isLessThanOrEqualTo(MOST_BYTES);
        }
        release(frame);
      }
      finish(channel);
    }
  }

  @Test
  void theAnnouncedLengthIsNotAllocated() {
    EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(MOST_BYTES));

    assertThatThrownBy(() -> channel.writeInbound(Unpooled.buffer().writeInt(Integer.MAX_VALUE)))
        .isInstanceOf(FrameException.class).hasMessageContaining("a frame of 2147483647 bytes");
    finish(channel);
  }

  @Test
  void afterAnErrorNothingMoreIsRead() {
    EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(MOST_BYTES));
    ByteBuf stream = Unpooled.buffer().writeInt(1).writeByte(99);
    FrameEncoder.bye(stream);

    assertThatThrownBy(() -> channel.writeInbound(stream)).hasMessageContaining("unknown type 99");

    assertThat((Object) channel.readInbound()).isNull();
    finish(channel);
  }

  @Test
  void aPayloadBeyondTheBufferSizeIsRefused() {
    EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(FrameFormat.mostBytes(1 << 15)));
    ByteBuf stream = Unpooled.buffer();
    FrameEncoder.data(new DataHeader(0, 0, 0, 0, 0), new byte[1 << 16], 0, (1 << 15) + 1, stream);

    assertThatThrownBy(() -> channel.writeInbound(stream)).isInstanceOf(FrameException.class);
    finish(channel);
  }

  private static Frame encodeAny(Random random, ByteBuf out) {
    switch (random.nextInt(5)) {
      case 0 -> {
        Frame.Hello hello = new Frame.Hello(text(random), random.nextInt(), text(random));
        FrameEncoder.hello(hello, out);
        return hello;
      }
      case 1 -> {
        Frame.Credit credit = new Frame.Credit(random.nextInt(1000), 1 + random.nextInt(100));
        FrameEncoder.credit(credit, out);
        return credit;
      }
      case 2 -> {
        FrameEncoder.bye(out);
        return new Frame.Bye();
      }
      case 3 -> {
        Frame.Failure failure = new Frame.Failure(text(random));
        FrameEncoder.failure(failure, out);
        return failure;
      }
      default -> {
        DataHeader header = new DataHeader(random.nextInt(1000), random.nextLong(), random.nextLong(),
            random.nextInt(1000), random.nextInt(1000));
        byte[] memory = new byte[BUFFER_BYTES];
        random.nextBytes(memory);
        int offset = random.nextInt(BUFFER_BYTES);
        int length = 1 + random.nextInt(BUFFER_BYTES - offset);
        FrameEncoder.data(header, memory, offset, length, out);
        return new Frame.Data(header, Unpooled.copiedBuffer(memory, offset, length));
      }
    }
  }

  /** Pure noise, noise behind a plausible length, or good frames with some bytes changed. */
  private static byte[] hostile(Random random) {
    ByteBuf out = Unpooled.buffer();
    switch (random.nextInt(3)) {
      case 0 -> out.writeBytes(noise(random, 1 + random.nextInt(2000)));
      case 1 -> {
        for (int i = 0; i < 5; i++) {
          int length = 1 + random.nextInt(60);
          out.writeInt(length).writeByte(random.nextInt(7)).writeBytes(noise(random, length - 1));
        }
      }
      default -> {
        for (int i = 0; i < 5; i++) {
          release(encodeAny(random, out));
        }
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
          out.setByte(random.nextInt(out.writerIndex()), random.nextInt());
        }
      }
    }
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes).release();
    return bytes;
  }

  private static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(Random random) {
    return random.ints(random.nextInt(40), 0x20, 0xD7FF).collect(StringBuilder::new, StringBuilder::appendCodePoint,
        StringBuilder::append).toString();
  }

  private static void release(Frame frame) {
    if (frame instanceof Frame.Data data) {
      data.payload().release();
    }
  }

  /** The decoder may complain once more about what it still holds. */
  private static void finish(EmbeddedChannel channel) {
    try {
      channel.finishAndReleaseAll();
    } catch (FrameException ignored) {
      // the same kind of error as before
    }
  }
}
