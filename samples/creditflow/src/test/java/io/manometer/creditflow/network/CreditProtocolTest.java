package io.manometer.creditflow.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.creditflow.graph.Edge;
import io.manometer.creditflow.serde.Serializers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One channel, its frames taken by hand. */
class CreditProtocolTest {

  private static final int BUFFER_BYTES = 26; // two records of 13 bytes

  private final List<DataHeader> sent = new ArrayList<>();
  private final DataWriter network = (header, memory, offset, length) -> sent.add(header);
  private final Edge edge = ChannelFixture.edge(Serializers.LONG);
  private final OutputGate output = ChannelFixture.output(edge, 8, BUFFER_BYTES);
  private final Subpartition sender = output.subpartitions()[0];
  private final RecordWriter<Long> writer = new RecordWriter<>(output, 128, 1 << 20);

  CreditProtocolTest() {
    sender.connect(ignored -> {});
  }

  @Test
  void aSendWithoutCreditIsAnError() {
    write(5);

    assertThatThrownBy(() -> sender.send(network)).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sends without credit");
  }

  @Test
  void aFrameThatArrivesWithoutCreditIsAnError() {
    InputChannel receiver = receiver(1, 0);
    receiver.receive(header(0, 0, 1), 13, memory -> {});

    assertThatThrownBy(() -> receiver.receive(header(1, 1, 1), 13, memory -> {}))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("without credit");
  }

  @Test
  void nothingIsSentBeyondTheCredit() {
    write(9);
    sender.grant(2);

    assertThat(sender.sendNext(network)).isTrue();
    assertThat(sender.sendNext(network)).isTrue();
    assertThat(sender.sendNext(network)).isFalse();
    assertThat(sent).extracting(DataHeader::sequence).containsExactly(0L, 1L);
  }

  @Test
  void eachFrameSaysWhatIsReadyBehindIt() {
    write(9);
    sender.grant(9);

    while (sender.sendNext(network)) {
      // all
    }

    assertThat(sent).extracting(DataHeader::backlog).containsExactly(3, 2, 1, 0);
    assertThat(sent).extracting(DataHeader::records).containsExactly(2, 2, 2, 2);
    assertThat(sent).extracting(DataHeader::firstRecord).containsExactly(0L, 2L, 4L, 6L);
  }

  @Test
  void aBufferThatIsNotFullIsSentOnlyAfterAFlush() {
    sender.grant(9);
    write(1);
    assertThat(sender.sendNext(network)).isFalse();

    output.flush();

    assertThat(sender.sendNext(network)).isTrue();
    assertThat(sender.sendNext(network)).isFalse();
    assertThat(sent).extracting(DataHeader::records).containsExactly(1);
  }

  @Test
  void whatComesBehindAFlushIsSentFromTheSameBuffer() {
    sender.grant(9);
    write(1);
    output.flush();
    sender.sendNext(network);

    write(2);
    writer.end();

    while (sender.sendNext(network)) {
      // all
    }
    assertThat(sent).extracting(DataHeader::records).containsExactly(1, 1, 1);
    assertThat(sender.drained()).isTrue();
    assertThat(output.pool().requested()).isZero();
  }

  @Test
  void aLostFrameIsAnError() {
    InputChannel receiver = receiver(4, 0);
    receiver.receive(header(0, 0, 1), 13, memory -> {});

    assertThatThrownBy(() -> receiver.receive(header(2, 1, 1), 13, memory -> {}))
        .isInstanceOf(ProtocolException.class).hasMessageContaining("got frame 2 where 1 was due");
  }

  @Test
  void aRepeatedFrameIsAnError() {
    InputChannel receiver = receiver(4, 0);
    receiver.receive(header(0, 0, 1), 13, memory -> {});

    assertThatThrownBy(() -> receiver.receive(header(0, 0, 1), 13, memory -> {}))
        .isInstanceOf(ProtocolException.class).hasMessageContaining("got frame 0 where 1 was due");
  }

  @Test
  void aFrameWithTheWrongRecordsIsAnError() {
    InputChannel receiver = receiver(4, 0);
    receiver.receive(header(0, 0, 1), 13, memory -> {});

    assertThatThrownBy(() -> receiver.receive(header(1, 2, 1), 13, memory -> {}))
        .isInstanceOf(ProtocolException.class).hasMessageContaining("got record 2 where 1 was due");
  }

  @Test
  void aFrameThatBringsFewerRecordsThanItSaysIsAnError() {
    SubtaskInput input = new SubtaskInput();
    InputChannel receiver = ChannelFixture.input(edge, input, 4, 0, BUFFER_BYTES).channels()[0];
    receiver.connect(credits -> {});
    receiver.receive(header(0, 0, 2), 13, memory -> {
      memory[3] = 9;
      memory[4] = ElementFormat.RECORD;
    });

    assertThatThrownBy(() -> input.readNext(new Elements(), 0))
        .isInstanceOf(ProtocolException.class).hasMessageContaining("brought 1 records in a frame that says 2");
  }

  @Test
  void anElementLongerThanAnyRecordIsAnErrorAndTakesNoMemory() {
    SubtaskInput input = new SubtaskInput();
    InputChannel receiver = ChannelFixture.input(edge, input, 4, 0, BUFFER_BYTES).channels()[0];
    receiver.connect(credits -> {});
    receiver.receive(header(0, 0, 0), 13, memory -> memory[0] = 0x7f);

    assertThatThrownBy(() -> input.readNext(new Elements(), 0))
        .isInstanceOf(ProtocolException.class).hasMessageContaining("an element of 2130706432 bytes");
  }

  private void write(int records) {
    for (long n = 0; n < records; n++) {
      writer.process(n, RecordWriter.NO_TIMESTAMP);
    }
  }

  private InputChannel receiver(int exclusive, int floating) {
    InputChannel receiver =
        ChannelFixture.input(edge, new SubtaskInput(), exclusive, floating, BUFFER_BYTES).channels()[0];
    receiver.connect(credits -> {});
    return receiver;
  }

  private static DataHeader header(long sequence, long firstRecord, int records) {
    return new DataHeader(0, sequence, firstRecord, records, 0);
  }

  private static final class Elements implements ElementHandler {
    @Override
    public void record(InputChannel channel, Object record, long timestamp) {}

    @Override
    public void watermark(InputChannel channel, long timestamp) {}

    @Override
    public void end(InputChannel channel) {}
  }
}
