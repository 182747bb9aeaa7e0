package io.manometer.agent.adapter.creditflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.manometer.agent.target.TaskReadings;
import io.manometer.agent.target.TaskView;
import io.manometer.agent.target.Waiting;
import io.manometer.creditflow.CreditFlow;
import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.runtime.JobFailedException;
import io.manometer.creditflow.runtime.Subtask;
import io.manometer.creditflow.runtime.Worker;
import io.manometer.creditflow.runtime.WorkerOptions;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Rate;
import io.manometer.creditflow.source.Source;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JobTopology;
import io.manometer.wire.OperatorNode.Role;
import io.manometer.wire.SubtaskSample.InputSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import io.manometer.wire.SubtaskSample.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads a real pipeline whose sink stands still, so that every number is known. */
@Timeout(60)
class SubtaskViewTest {

  private final CreditflowAdapter adapter = new CreditflowAdapter();
  private final CountDownLatch sinkIsReached = new CountDownLatch(1);
  private final CountDownLatch sinkMayGoOn = new CountDownLatch(1);
  private Worker worker;

  @BeforeEach
  void runUntilAllBuffersAreFull() throws InterruptedException {
    Pipeline pipeline = Pipeline.named("orders <b>").slaLag(Duration.ofSeconds(5));
    pipeline.source("orders", Source.openLoop(Rate.perSecond(1_000_000), () -> number -> number), Serializers.LONG)
        .map("parse", number -> number, Serializers.LONG)
        .keyBy(number -> number)
        .sink("write", () -> number -> {
          sinkIsReached.countDown();
          sinkMayGoOn.await();
        });
    worker = CreditFlow.start(pipeline, WorkerOptions.local().withBuffers(256, 256 * 100));
    sinkIsReached.await();
    while (view(source()).read().outPool().used() < view(source()).read().outPool().size()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    sinkMayGoOn.countDown();
    worker.cancel();
    try {
      worker.await();
    } catch (JobFailedException cancelled) {
      assertThat(cancelled).hasMessageContaining("cancelled");
    }
  }

  @Test
  void aSubtaskIsNamedAsTheRuntimeNamesIt() {
    TaskView view = view(source());

    assertThat(view.identity().job()).isEqualTo(worker.job().jobId());
    assertThat(view.identity().operator()).isEqualTo(worker.job().vertices().get(0).id());
    assertThat(view.identity().worker()).isNull();
    assertThat(view.identity().subtask()).isZero();
    assertThat(view.identity().attempt()).isZero();
  }

  @Test
  void theGraphIsTranslatedWhole() {
    JobTopology job = view(source()).topology();

    assertThat(job.name()).isEqualTo("orders <b>");
    assertThat(job.slaLagMillis()).isEqualTo(5000);
    assertThat(job.operators()).extracting("name", "role", "parallelism", "maxParallelism").containsExactly(
        tuple("orders -> parse", Role.SOURCE, 1, 128),
        tuple("write", Role.SINK, 1, 128));
    assertThat(job.operators().get(0).chain()).extracting("name").containsExactly("orders", "parse");
    assertThat(job.edges()).extracting("partitioning").containsExactly(Partitioning.HASH);
    assertThat(job.edges().get(0).from()).isEqualTo(job.operators().get(0).id());
    assertThat(job.edges().get(0).to()).isEqualTo(job.operators().get(1).id());
  }

  @Test
  void aBlockedSourceHasAFullOutPoolAndALagThatGrows() {
    TaskReadings first = view(source()).read();
    TaskReadings second = view(source()).read();

    assertThat(first.recordsIn()).isNull();
    assertThat(first.inExclusive()).isNull();
    assertThat(first.outPool()).isEqualTo(new Pool(first.outPool().size(), first.outPool().size()));
    assertThat(first.recordsOut()).isPositive();
    assertThat(first.source().openLoop()).isTrue();
    assertThat(first.source().emitted()).isEqualTo(second.source().emitted());
    assertThat(second.source().arrived()).isGreaterThanOrEqualTo(first.source().arrived());
    assertThat(second.source().lagRecords()).isEqualTo(second.source().arrived() - second.source().emitted());
    OutputSample output = first.outputs().get(0);
    assertThat(output.records()).isEqualTo(first.recordsOut());
    assertThat(output.bytes()).isEqualTo(first.bytesOut()).isGreaterThan(output.records() * 8);
    assertThat(output.backlog()).isPositive();
    assertThat(output.blockedNanos()).isNull();
    assertThat(first.watermarkLagMillis()).isNull();
  }

  @Test
  void aSinkThatStandsStillHasAllItsInputBuffersInUseAndNoCreditsLeft() {
    TaskReadings sink = view(sink()).read();

    assertThat(sink.outPool()).isNull();
    assertThat(sink.recordsOut()).isNull();
    assertThat(sink.source()).isNull();
    assertThat(sink.inExclusive()).isEqualTo(new Pool(2, 2));
    assertThat(sink.inFloating()).isEqualTo(new Pool(8, 8));
    InputSample input = sink.inputs().get(0);
    assertThat(input.credits()).isZero();
    assertThat(input.queuedBuffers()).isEqualTo(9);
    assertThat(input.backlog()).as("as told with the last frame").isNotNegative();
    assertThat(input.records()).isEqualTo(1);
    assertThat(input.edge()).isEqualTo(view(source()).read().outputs().get(0).edge());
  }

  @Test
  void anOutputIsNamedByItsEdge() {
    Object output = source().outputGates().get(0);

    assertThat(view(source()).waitFor(output, 1)).isEqualTo(
        Waiting.forOutput(worker.job().edges().get(0).id(), 1));
  }

  @Test
  void theOperatorThatRunsIsToldFromTheRealStack() {
    TaskView view = view(source());
    String parse = worker.job().vertices().get(0).chain().get(1).id();

    assertThat(view.chainedOperatorOf(source().thread().getStackTrace())).contains(parse);
    assertThat(view(sink()).chainedOperatorOf(sink().thread().getStackTrace())).isEmpty();
  }

  @Test
  void aRunnableThatIsNoSubtaskIsNoTask() {
    assertThat(adapter.taskOf(source().thread(), source())).contains(source());
    assertThat(adapter.taskOf(Thread.currentThread(), (Runnable) () -> {})).isEmpty();
    assertThat(adapter.taskOf(Thread.currentThread(), null)).isEmpty();
  }

  private TaskView view(Subtask subtask) {
    return adapter.open(subtask);
  }

  private Subtask source() {
    return byVertex().get(0).get(0);
  }

  private Subtask sink() {
    return byVertex().get(1).get(0);
  }

  private Map<Integer, List<Subtask>> byVertex() {
    return worker.subtasks().stream().collect(Collectors.groupingBy(subtask -> subtask.vertex().index()));
  }
}
