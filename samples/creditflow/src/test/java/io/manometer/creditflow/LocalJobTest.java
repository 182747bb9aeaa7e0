package io.manometer.creditflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.creditflow.runtime.WorkerOptions;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LocalJobTest {

  @Test
  void everyRecordOfAFiniteInputArrivesOnce() throws InterruptedException {
    Queue<Long> arrived = new ConcurrentLinkedQueue<>();
    Pipeline pipeline = Pipeline.named("finite");
    pipeline.source("numbers", Source.closedLoop(() -> n -> n).limit(100_000), Serializers.LONG).parallelism(2)
        .keyBy(n -> n % 100)
        .map("same", n -> n, Serializers.LONG).parallelism(2)
        .rebalance()
        .sink("collect", () -> arrived::add).parallelism(3);

    CreditFlow.start(pipeline, WorkerOptions.local()).await();

    assertThat(arrived.stream().sorted().toList()).isEqualTo(LongStream.range(0, 100_000).boxed().toList());
  }

  @Test
  void tcp() throws InterruptedException {
    Queue<Long> arrived = new ConcurrentLinkedQueue<>();
    java.util.List<String> workers = java.util.List.of("127.0.0.1:20001", "127.0.0.1:20002");
    java.util.List<io.manometer.creditflow.runtime.Worker> ws = new java.util.ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Pipeline pipeline = Pipeline.named("finite");
      pipeline.source("numbers", Source.closedLoop(() -> n -> n).limit(100_000), Serializers.LONG).parallelism(2)
          .keyBy(n -> n % 100)
          .map("same", n -> n, Serializers.LONG).parallelism(2)
          .rebalance()
          .sink("collect", () -> arrived::add).parallelism(3);
      ws.add(CreditFlow.start(pipeline, WorkerOptions.local().withWorkers(i, workers)));
    }
    for (var w : ws) {
      w.await();
    }
    assertThat(arrived.stream().sorted().toList()).isEqualTo(LongStream.range(0, 100_000).boxed().toList());
  }
}
