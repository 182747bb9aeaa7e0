package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.adapter.flink.FlinkAdapter;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.junit.jupiter.api.Test;

/** Which tasks of a real Flink job are found by their threads, as when the agent is attached. */
class FlinkTaskOfTest {

  private static final CountDownLatch RESTORING = new CountDownLatch(1);
  private static final CountDownLatch RESTORED = new CountDownLatch(1);
  private static final CountDownLatch RUNNING = new CountDownLatch(1);

  private static volatile Thread thread;
  private static volatile Object runnable;

  private final FlinkAdapter adapter = new FlinkAdapter();

  @Test
  void aTaskIsFoundOnceItHasRestoredItsState() throws Exception {
    StreamExecutionEnvironment env = FlinkHost.environment(1);
    env.fromSequence(1, Long.MAX_VALUE).map(new SlowToRestore()).sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("restoring");
    try {
      await(RESTORING);
      assertThat(adapter.taskOf(thread, runnable)).isEmpty();
      RESTORED.countDown();
      await(RUNNING);
      assertThat(adapter.taskOf(thread, runnable)).isPresent();
    } finally {
      RESTORED.countDown();
      job.cancel().get(60, TimeUnit.SECONDS);
    }
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private static final class SlowToRestore extends RichMapFunction<Long, Long> {

    private static final long serialVersionUID = 1;

    @Override
    public void open(OpenContext context) throws Exception {
      thread = Thread.currentThread();
      runnable = taskOf(getRuntimeContext());
      RESTORING.countDown();
      RESTORED.await();
    }

    @Override
    public Long map(Long record) {
      RUNNING.countDown();
      return record;
    }

    /** What the thread of a task was made to run. */
    private static Object taskOf(RuntimeContext context) throws ReflectiveOperationException {
      Object environment = field(StreamingRuntimeContext.class, "taskEnvironment", context);
      return field(environment.getClass(), "containingTask", environment);
    }

    private static Object field(Class<?> owner, String name, Object of) throws ReflectiveOperationException {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    }
  }
}
