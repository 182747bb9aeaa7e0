package io.manometer.creditflow;

import com.sun.management.OperatingSystemMXBean;
import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.lang.management.ManagementFactory;

/**
 * Drives small records from one subtask to another over a keyed channel and prints records per second, for people to
 * look at. With {@code --workers ... --worker N} in two JVMs the channel is TCP. The first round includes the warm-up.
 */
public final class Throughput {

  private static final long RECORDS = 20_000_000;
  private static final int ROUNDS = 5;

  private Throughput() {}

  public static void main(String[] args) throws InterruptedException {
    OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (int round = 0; round < ROUNDS; round++) {
      long cpu = process.getProcessCpuTime();
      long start = System.nanoTime();
      CreditFlow.run(pipeline(), args);
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (process.getProcessCpuTime() - cpu) / 1e9;
      System.out.printf("%.1f million records/s; %.1f million records for each CPU second of this JVM%n",
          RECORDS / seconds / 1e6, RECORDS / cpuSeconds / 1e6);
    }
  }

  private static Pipeline pipeline() {
    Pipeline pipeline = Pipeline.named("throughput");
    pipeline.source("numbers", Source.closedLoop(() -> n -> n).limit(RECORDS), Serializers.LONG)
        .keyBy(n -> n)
        .sink("sum", Sum::new);
    return pipeline;
  }

  /** Keeps the JIT from dropping the records. */
  private static final class Sum implements SinkFunction<Long> {
    private static volatile long result;
    private long sum;

    @Override
    public void write(Long record) {
      sum += record;
    }

    @Override
    public void end() {
      result = sum;
    }
  }
}
