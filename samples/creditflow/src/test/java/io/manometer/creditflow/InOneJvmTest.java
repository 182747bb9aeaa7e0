package io.manometer.creditflow;

import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.function.SubtaskContext;
import io.manometer.creditflow.runtime.Worker;
import io.manometer.creditflow.runtime.WorkerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class InOneJvmTest {

  private final Map<Integer, List<String>> delivered = new ConcurrentHashMap<>();

  @ParameterizedTest
  @EnumSource
  void everyRecordArrivesExactlyOnceAndInOrder(DeliveryCase pipelineCase) throws InterruptedException {
    run(pipelineCase, WorkerOptions.local());

    pipelineCase.check(delivered);
  }

  @ParameterizedTest
  @EnumSource
  void theSameWithTheSmallestPoolAndTinyBuffers(DeliveryCase pipelineCase) throws InterruptedException {
    WorkerOptions tiny = WorkerOptions.local().withBuffers(128, 128 * 90);

    run(pipelineCase, tiny);

    pipelineCase.check(delivered);
  }

  @ParameterizedTest
  @EnumSource(names = {"HASH", "RECORDS_LARGER_THAN_BUFFERS", "UNION_OF_THREE_WITH_FAN_OUT"})
  void theSameInThreeWorkers(DeliveryCase pipelineCase) throws Exception {
    List<String> addresses = LoopbackPorts.addresses(3);
    List<Worker> workers = new ArrayList<>();
    for (int worker = 0; worker < 3; worker++) {
      Pipeline pipeline = Pipeline.named("delivery");
      pipelineCase.declare(pipeline, Lines::new);
      workers.add(CreditFlow.start(pipeline, WorkerOptions.local().withWorkers(worker, addresses)));
    }
    for (Worker worker : workers) {
      worker.await();
    }

    pipelineCase.check(delivered);
  }

  private void run(DeliveryCase pipelineCase, WorkerOptions options) throws InterruptedException {
    Pipeline pipeline = Pipeline.named("delivery");
    pipelineCase.declare(pipeline, Lines::new);
    CreditFlow.start(pipeline, options).await();
  }

  private final class Lines implements SinkFunction<String> {
    private List<String> lines;

    @Override
    public void open(SubtaskContext context) {
      lines = new ArrayList<>();
      delivered.put(context.subtask(), lines);
    }

    @Override
    public void write(String record) {
      lines.add(record);
    }
  }
}
