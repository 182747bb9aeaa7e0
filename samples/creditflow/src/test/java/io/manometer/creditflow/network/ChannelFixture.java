package io.manometer.creditflow.network;

import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.buffer.LocalBufferPool;
import io.manometer.creditflow.buffer.ReceiveBuffers;
import io.manometer.creditflow.graph.Edge;
import io.manometer.creditflow.graph.JobGraphBuilder;
import io.manometer.creditflow.serde.Serializer;
import io.manometer.creditflow.source.Source;
import java.util.ArrayList;
import java.util.List;

/** The two ends of an edge with one channel, outside of a job. */
final class ChannelFixture {

  private ChannelFixture() {}

  static <T> Edge edge(Serializer<T> serializer) {
    Pipeline pipeline = Pipeline.named("fixture");
    pipeline.source("from", Source.<T>closedLoop(() -> n -> null), serializer).rebalance().sink("to", () -> n -> {});
    return JobGraphBuilder.build(pipeline.spec(), List.of()).edges().get(0);
  }

  static OutputGate output(Edge edge, int buffers, int bufferBytes) {
    return new OutputGate(edge, 0, new LocalBufferPool(memory(buffers, bufferBytes), 1, buffers));
  }

  static InputGate input(Edge edge, SubtaskInput input, int exclusive, int floating, int bufferBytes) {
    ReceiveBuffers buffers = new ReceiveBuffers(1, exclusive, memory(exclusive + floating, bufferBytes));
    return new InputGate(edge, 0, input, buffers, 1 << 20);
  }

  static List<byte[]> memory(int buffers, int bufferBytes) {
    List<byte[]> memory = new ArrayList<>();
    for (int i = 0; i < buffers; i++) {
      memory.add(new byte[bufferBytes]);
    }
    return memory;
  }

}
