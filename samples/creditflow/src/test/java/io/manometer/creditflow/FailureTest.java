package io.manometer.creditflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.runtime.JobFailedException;
import io.manometer.creditflow.runtime.Worker;
import io.manometer.creditflow.runtime.WorkerOptions;
import io.manometer.creditflow.serde.Serializer;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailureTest {

  @Test
  void anExceptionOfAFunctionFailsTheJobAndNamesTheSubtask() {
    Pipeline pipeline = Pipeline.named("failing");
    endless(pipeline)
        .map("divide", n -> 100 / (n - 500), Serializers.LONG)
        .rebalance()
        .sink("out", () -> n -> {});

    assertThatThrownBy(() -> CreditFlow.run(pipeline))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("subtask 'numbers -> divide (1/1)#0' failed: java.lang.ArithmeticException: / by zero");
  }

  @Test
  void aCheckedExceptionBehindAFlatMapKeepsItsCause() {
    Pipeline pipeline = Pipeline.named("failing");
    endless(pipeline)
        .flatMap("twice", (n, out) -> {
          out.collect(n);
          out.collect(n);
        }, Serializers.LONG)
        .sink("out", () -> n -> {
          throw new IOException("disk full");
        });

    assertThatThrownBy(() -> CreditFlow.run(pipeline))
        .hasMessageContaining("disk full").hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void functionsAreClosedWhenTheJobFails() {
    AtomicInteger closed = new AtomicInteger();
    Pipeline pipeline = Pipeline.named("failing");
    endless(pipeline).rebalance().sink("out", () -> new SinkFunction<Long>() {
      @Override
      public void write(Long record) {
        throw new IllegalStateException("no");
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }).parallelism(3);

    assertThatThrownBy(() -> CreditFlow.run(pipeline)).isInstanceOf(JobFailedException.class);

    assertThat(closed).hasValue(3);
  }

  @Test
  void aSerializerThatReadsTooLittleIsAnError() {
    Serializer<Long> careless = Serializers.of((value, out) -> {
      out.writeLong(value);
      out.writeByte(0);
    }, in -> in.readLong());
    Pipeline pipeline = Pipeline.named("careless");
    pipeline.source("numbers", Source.closedLoop(() -> n -> n), careless).rebalance().sink("out", () -> n -> {});

    assertThatThrownBy(() -> CreditFlow.run(pipeline)).hasMessageContaining("left 1 bytes of a record unread");
  }

  @Test
  void aPartitionerThatPointsNowhereIsAnError() {
    Pipeline pipeline = Pipeline.named("nowhere");
    endless(pipeline).partition((n, targets) -> targets).sink("out", () -> n -> {}).parallelism(2);

    assertThatThrownBy(() -> CreditFlow.run(pipeline)).hasMessageContaining("the partitioner chose subtask 2 of 2");
  }

  @Test
  void aPoolThatIsTooSmallIsRefusedWithTheSizeThatWouldDo() {
    Pipeline pipeline = Pipeline.named("large");
    endless(pipeline).rebalance().sink("out", () -> n -> {}).parallelism(20);

    assertThatThrownBy(() -> CreditFlow.run(pipeline, "--pool-bytes", "65536"))
        .hasMessageContaining("needs at least 61 network buffers of 32768 bytes, the pool has 2")
        .hasMessageContaining("--pool-bytes 1998848 is enough");
  }

  @Test
  void wrongArgumentsAreRefusedWithWhatWouldBeRight() {
    assertThatThrownBy(() -> WorkerOptions.parse("--worker", "2", "--workers", "a:1,b:2"))
        .hasMessageContaining("--worker 2 of 2 workers");
    assertThatThrownBy(() -> WorkerOptions.parse("--workers", "a")).hasMessageContaining("host:port is right");
    assertThatThrownBy(() -> WorkerOptions.parse("--pool-bytes", "much"))
        .hasMessageContaining("a whole number is right");
  }

  @Test
  void aWorkerThatNeverComesIsNamed() throws IOException {
    Worker worker = CreditFlow.start(finite("alone"),
        WorkerOptions.local().withWorkers(0, LoopbackPorts.addresses(2)).withConnectTimeout(Duration.ofMillis(300)));

    assertThatThrownBy(worker::await).hasMessageContaining("not connected within").hasMessageContaining("worker 1");
  }

  @Test
  void workersThatRunDifferentPipelinesRefuseEachOther() throws IOException {
    List<String> addresses = LoopbackPorts.addresses(2);
    Worker one = CreditFlow.start(finite("same name"), WorkerOptions.local().withWorkers(0, addresses));
    Pipeline other = Pipeline.named("same name");
    endless(other).sink("out", () -> n -> {});
    Worker two = CreditFlow.start(other, WorkerOptions.local().withWorkers(1, addresses));

    assertThatThrownBy(one::await).hasMessageContaining("do not run the same pipeline");
    assertThatThrownBy(two::await).hasMessageContaining("do not run the same pipeline");
  }

  @Test
  void aFailureInOneWorkerIsTheReasonInTheOther() throws IOException {
    List<String> addresses = LoopbackPorts.addresses(2);
    Worker[] workers = new Worker[2];
    for (int i = 0; i < 2; i++) {
      Pipeline pipeline = Pipeline.named("failing");
      endless(pipeline).rebalance().sink("out", () -> n -> {
        throw new IOException("disk full");
      });
      workers[i] = CreditFlow.start(pipeline, WorkerOptions.local().withWorkers(i, addresses));
    }

    assertThatThrownBy(workers[0]::await).hasMessageContaining("worker 1").hasMessageContaining("disk full");
    assertThatThrownBy(workers[1]::await).hasMessageContaining("subtask 'out (1/1)#0' failed");
  }

  @Test
  void aStrangerAtThePortDoesNoHarm() throws Exception {
    List<String> addresses = LoopbackPorts.addresses(2);
    Worker one = CreditFlow.start(finite("polite"), WorkerOptions.local().withWorkers(0, addresses));
    int port = Integer.parseInt(addresses.get(0).split(":")[1]);
    for (String words : List.of("GET / HTTP/1.1\r\n\r\n", "\0\0\0\1\4", "\0\0\0\0", "")) {
      try (Socket stranger = connect(port)) {
        stranger.getOutputStream().write(words.getBytes());
      }
    }
    Worker two = CreditFlow.start(finite("polite"), WorkerOptions.local().withWorkers(1, addresses));

    one.await();
    two.await();
  }

  @Test
  void aCancelledJobEndsInAllWorkers() throws Exception {
    List<String> addresses = LoopbackPorts.addresses(2);
    CountDownLatch running = new CountDownLatch(1);
    Worker[] workers = new Worker[2];
    for (int i = 0; i < 2; i++) {
      Pipeline pipeline = Pipeline.named("endless");
      endless(pipeline).rebalance().sink("out", () -> n -> running.countDown());
      workers[i] = CreditFlow.start(pipeline, WorkerOptions.local().withWorkers(i, addresses));
    }
    running.await();

    workers[0].cancel();

    assertThatThrownBy(workers[0]::await).hasMessage("the job was cancelled");
    assertThatThrownBy(workers[1]::await).hasMessageContaining("worker 0").hasMessageContaining("cancelled");
    for (Worker worker : workers) {
      worker.subtasks().forEach(subtask -> assertThat(subtask.thread().isAlive()).isFalse());
    }
  }

  private static OperatorStream<Long> endless(Pipeline pipeline) {
    return pipeline.source("numbers", Source.closedLoop(() -> n -> n), Serializers.LONG);
  }

  private static Pipeline finite(String name) {
    Pipeline pipeline = Pipeline.named(name);
    pipeline.source("numbers", Source.closedLoop(() -> n -> n).limit(1000), Serializers.LONG)
        .rebalance().sink("out", () -> n -> {});
    return pipeline;
  }

  private static Socket connect(int port) throws Exception {
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException notYet) {
        Thread.yield();
      }
    }
  }
}
