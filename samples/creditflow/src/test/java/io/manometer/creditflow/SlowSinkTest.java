package io.manometer.creditflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.creditflow.buffer.LocalBufferPool;
import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.network.OutputGate;
import io.manometer.creditflow.runtime.JobFailedException;
import io.manometer.creditflow.runtime.Subtask;
import io.manometer.creditflow.runtime.Worker;
import io.manometer.creditflow.runtime.WorkerOptions;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowSinkTest {

  private static final int RECORDS = 50_000;
  private static final int BUFFER_BYTES = 1024;
  private static final int ELEMENT_BYTES = 4 + 1 + 8;

  private final Semaphore gate = new Semaphore(0);
  private final List<Long> arrived = Collections.synchronizedList(new ArrayList<>());
  private final WorkerOptions options = WorkerOptions.local().withBuffers(BUFFER_BYTES, 100 * BUFFER_BYTES);

  @Test
  void aClosedLoopSourceStopsWhenTheBuffersOfTheWayAreFullAndNothingIsLost() throws InterruptedException {
    Worker worker = CreditFlow.start(pipeline(), options);
    Subtask source = worker.subtasks().get(0);

    await(() -> outputFull(source) && outputFull(worker.subtasks().get(1)));

    int buffers = worker.pool().reservedBuffers();
    assertThat(buffers).isLessThanOrEqualTo(worker.pool().totalBuffers()).isEqualTo(2 * (2 + 8 + 2 + 8));
    assertThat(source.source().emitted()).isLessThanOrEqualTo((long) buffers * BUFFER_BYTES / ELEMENT_BYTES);

    gate.release(RECORDS);
    worker.await();
    assertThat(arrived).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
  }

  @Test
  void theSourceGoesOnlyAsFarAsTheSinkLetsIt() throws InterruptedException {
    Worker worker = CreditFlow.start(pipeline(), options);
    Subtask source = worker.subtasks().get(0);
    await(() -> waitsIn(source, "awaitBuffer"));
    long room = (long) worker.pool().reservedBuffers() * BUFFER_BYTES / ELEMENT_BYTES;

    for (int step = 1; step <= 20; step++) {
      int allowed = step * 1000;
      gate.release(1000);
      await(() -> arrived.size() == allowed && waitsIn(source, "awaitBuffer"));
      assertThat(source.source().emitted() - allowed).isBetween(0L, room);
    }

    worker.cancel();
    assertThatThrownBy(worker::await).isInstanceOf(JobFailedException.class).hasMessage("the job was cancelled");
  }

  @Test
  void theSameHoldsOverTcp() throws Exception {
    List<String> addresses = LoopbackPorts.addresses(2);
    Worker first = CreditFlow.start(pipeline(), options.withWorkers(0, addresses));
    Worker second = CreditFlow.start(pipeline(), options.withWorkers(1, addresses));
    Subtask source = first.subtasks().get(0);

    await(() -> outputFull(source) && outputFull(second.subtasks().get(0)));

    int buffers = first.pool().reservedBuffers() + second.pool().reservedBuffers();
    assertThat(buffers).isEqualTo(2 * (2 + 8 + 2 + 8));
    assertThat(source.source().emitted()).isLessThanOrEqualTo((long) buffers * BUFFER_BYTES / ELEMENT_BYTES);

    gate.release(RECORDS);
    first.await();
    second.await();
    assertThat(arrived).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
  }

  @Test
  void oneSlowSubtaskTakesNoMoreThanItsShareOfTheOutput() throws InterruptedException {
    Pipeline pipeline = Pipeline.named("skew");
    pipeline.source("numbers", Source.closedLoop(() -> n -> n), Serializers.LONG)
        .partition((n, targets) -> n < 1000 ? (int) (n % targets) : 0)
        .sink("slow", () -> record -> gate.acquire()).parallelism(8);
    Worker worker = CreditFlow.start(pipeline, options.withBuffers(BUFFER_BYTES, 200 * BUFFER_BYTES));
    Subtask source = worker.subtasks().get(0);

    OutputGate output = source.outputGates().get(0);
    await(() -> waitsIn(source, "awaitBuffer") && output.pool().requested() >= 10);

    assertThat(output.pool().size()).isEqualTo(8 * 2 + 8);
    assertThat(output.pool().requested()).isLessThanOrEqualTo(10 + 7);
    worker.cancel();
  }

  private Pipeline pipeline() {
    Pipeline pipeline = Pipeline.named("slow sink");
    pipeline.source("numbers", Source.closedLoop(() -> n -> n).limit(RECORDS), Serializers.LONG)
        .rebalance()
        .map("same", n -> n, Serializers.LONG)
        .rebalance()
        .sink("slow", () -> (SinkFunction<Long>) record -> {
          gate.acquire();
          arrived.add(record);
        });
    return pipeline;
  }

  private static boolean outputFull(Subtask subtask) {
    LocalBufferPool pool = subtask.outputGates().get(0).pool();
    return pool.requested() == pool.size() && waitsIn(subtask, "awaitBuffer");
  }

  private static boolean waitsIn(Subtask subtask, String method) {
    return subtask.thread().getState() == Thread.State.WAITING
        && Arrays.stream(subtask.thread().getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
