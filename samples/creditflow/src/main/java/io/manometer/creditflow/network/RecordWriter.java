package io.manometer.creditflow.network;

import io.manometer.creditflow.operator.Receiver;
import io.manometer.creditflow.serde.BinaryOutput;
import io.manometer.creditflow.serde.SerializationException;
import io.manometer.creditflow.serde.Serializer;

/** Puts what a chain emits onto one output: turns it into bytes once and appends them where they belong. */
public final class RecordWriter<T> implements Receiver<T> {

  private final OutputGate output;
  private final Subpartition[] subpartitions;
  private final Serializer<T> serializer;
  private final TargetSelector<T> selector;
  private final int mostRecordBytes;
  private final BinaryOutput bytes = new BinaryOutput();

  @SuppressWarnings("unchecked") // the fluent API ties the serializer to the record's type
  public RecordWriter(OutputGate output, int maxParallelism, int mostRecordBytes) {
    this.output = output;
    this.subpartitions = output.subpartitions();
    this.serializer = (Serializer<T>) output.edge().serializer();
    this.selector = TargetSelector.of(output.edge(), output.subtask(), maxParallelism);
    this.mostRecordBytes = mostRecordBytes;
  }

  @Override
  public void process(T record, long timestamp) {
    if (timestamp == NO_TIMESTAMP) {
      begin(ElementFormat.RECORD);
    } else {
      begin(ElementFormat.TIMESTAMPED_RECORD);
      bytes.writeLong(timestamp);
    }
    serializer.write(record, bytes);
    int target = selector.select(record);
    if (target == TargetSelector.ALL) {
      appendToAll(1);
    } else {
      complete();
      subpartitions[target].append(bytes.array(), bytes.size(), 1);
    }
  }

  @Override
  public void watermark(long timestamp) {
    begin(ElementFormat.WATERMARK);
    bytes.writeLong(timestamp);
    appendToAll(0);
  }

  @Override
  public void tick(long nowMillis) {}

  /** Sends the rest and says that it was the last. */
  @Override
  public void end() {
    begin(ElementFormat.END);
    appendToAll(0);
    for (Subpartition subpartition : subpartitions) {
      subpartition.end();
    }
  }

  private void begin(byte tag) {
    bytes.clear();
    bytes.writeInt(0);
    bytes.writeByte(tag);
  }

  private void complete() {
    int length = bytes.size() - ElementFormat.LENGTH_BYTES;
    if (length > mostRecordBytes) {
      throw new SerializationException(
          "a record of " + length + " bytes for " + output + "; at most " + mostRecordBytes + " can be sent");
    }
    bytes.setInt(0, length);
  }

  private void appendToAll(int records) {
    complete();
    for (Subpartition subpartition : subpartitions) {
      subpartition.append(bytes.array(), bytes.size(), records);
    }
  }
}
