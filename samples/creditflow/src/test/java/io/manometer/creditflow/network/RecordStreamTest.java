package io.manometer.creditflow.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.creditflow.graph.Edge;
import io.manometer.creditflow.operator.Receiver;
import io.manometer.creditflow.serde.Serializers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random records, watermarks, flushes, buffer sizes and reading pace through one local channel, in one thread. */
@Timeout(60)
class RecordStreamTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whatIsWrittenIsReadWhateverTheSizeOfBuffersAndThePaceOfReading(long seed) throws Exception {
    Random random = new Random(seed);
    int bufferBytes = 1 + random.nextInt(100);
    Edge edge = ChannelFixture.edge(Serializers.BYTES);
    // One thread writes and reads, so the output must never block: it has room for all that is written.
    OutputGate output = ChannelFixture.output(edge, 800_000 / bufferBytes + 10, bufferBytes);
    SubtaskInput input = new SubtaskInput();
    InputGate gate = ChannelFixture.input(edge, input, 1 + random.nextInt(3), random.nextInt(4), bufferBytes);
    LocalLink.connect(output.subpartitions()[0], gate.channels()[0]);
    gate.grantFirstCredits();
    RecordWriter<byte[]> writer = new RecordWriter<>(output, 128, 1 << 20);
    List<String> written = new ArrayList<>();
    Elements read = new Elements();

    for (int i = 0; i < 2_000; i++) {
      int action = random.nextInt(20);
      if (action < 12) {
        byte[] record = new byte[random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(20)];
        random.nextBytes(record);
        long timestamp = random.nextBoolean() ? Receiver.NO_TIMESTAMP : random.nextLong();
        writer.process(record, timestamp);
        written.add(Elements.describe(record, timestamp));
      } else if (action == 12) {
        long timestamp = random.nextLong();
        writer.watermark(timestamp);
        written.add("watermark " + timestamp);
      } else if (action == 13) {
        output.flush();
      } else {
        while (input.readNext(read, 0) && random.nextInt(10) > 0) {
          // more
        }
      }
    }
    writer.end();
    written.add("end");
    while (input.readNext(read, 0)) {
      // the rest
    }

    assertThat(read.elements).isEqualTo(written);
    assertThat(output.subpartitions()[0].drained()).isTrue();
    assertThat(output.pool().requested()).isZero();
  }

  private static final class Elements implements ElementHandler {
    private final List<String> elements = new ArrayList<>();

    static String describe(byte[] record, long timestamp) {
      return HexFormat.of().formatHex(record) + " at " + timestamp;
    }

    @Override
    public void record(InputChannel channel, Object record, long timestamp) {
      elements.add(describe((byte[]) record, timestamp));
    }

    @Override
    public void watermark(InputChannel channel, long timestamp) {
      elements.add("watermark " + timestamp);
    }

    @Override
    public void end(InputChannel channel) {
      elements.add("end");
    }
  }
}
