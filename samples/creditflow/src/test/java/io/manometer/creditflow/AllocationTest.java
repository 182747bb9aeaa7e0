package io.manometer.creditflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.runtime.WorkerOptions;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Generator;
import io.manometer.creditflow.source.Source;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The records are boxed numbers that the JVM keeps ready, so all that is allocated is the runtime's. */
@Timeout(60)
class AllocationTest {

  private static final int RECORDS = 1_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<String, Long> allocated = new ConcurrentHashMap<>();

  @Test
  void theRuntimeAllocatesPerBufferAndNotPerRecord() throws InterruptedException {
    Pipeline pipeline = Pipeline.named("allocation");
    pipeline.source("numbers", Source.closedLoop(Numbers::new).limit(RECORDS), Serializers.LONG)
        .map("same", n -> n, Serializers.LONG)
        .keyBy(n -> n)
        .filter("all", n -> true)
        .sink("out", Last::new);

    CreditFlow.start(pipeline, WorkerOptions.local()).await();

    assertThat(allocated).containsOnlyKeys("source", "sink");
    // 2,500 records to a buffer; a few objects of some ten bytes for each buffer.
    allocated.values().forEach(bytes -> assertThat(bytes).isLessThan(RECORDS));
  }

  private final class Numbers implements Generator<Long> {
    private long before;

    @Override
    public Long generate(long number) {
      if (number == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
      } else if (number == RECORDS - 1) {
        allocated.put("source", threads.getCurrentThreadAllocatedBytes() - before);
      }
      return number & 127;
    }
  }

  private final class Last implements SinkFunction<Long> {
    private long before;

    @Override
    public void write(Long record) {
      if (before == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
    }

    @Override
    public void end() {
      allocated.put("sink", threads.getCurrentThreadAllocatedBytes() - before);
    }
  }
}
