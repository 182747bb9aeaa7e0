package io.manometer.creditflow.network;

import io.manometer.creditflow.operator.Receiver;
import java.util.List;

/** Hands what a chain emits to each of its outputs in turn; to none when there is none. */
public final class FanOut<T> implements Receiver<T> {

  private final List<RecordWriter<T>> outputs;

  public FanOut(List<RecordWriter<T>> outputs) {
    this.outputs = List.copyOf(outputs);
  }

  @Override
  public void process(T record, long timestamp) {
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).process(record, timestamp);
    }
  }

  @Override
  public void watermark(long timestamp) {
    outputs.forEach(output -> output.watermark(timestamp));
  }

  @Override
  public void tick(long nowMillis) {}

  @Override
  public void end() {
    outputs.forEach(RecordWriter::end);
  }
}
