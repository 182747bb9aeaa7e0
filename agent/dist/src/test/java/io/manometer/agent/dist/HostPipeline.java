package io.manometer.agent.dist;

import io.manometer.creditflow.CreditFlow;
import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A host for the agent: a pipeline of three vertices over hash and rebalance edges. Arguments before creditflow's own:
 * the number of records (0: endless) and the microseconds that the sink takes for each, or below 0 those that the source
 * takes. Prints that it runs when the first record arrives, and in the end what arrived, in a form that is the same on
 * each run.
 */
public final class HostPipeline {

  /** The line that says that all tasks run. */
  static final String RUNS = "the pipeline runs";

  private static final AtomicLong WRITTEN = new AtomicLong();
  private static final AtomicLong SUM = new AtomicLong();

  private HostPipeline() {}

  public static void main(String[] args) throws Exception {
    long records = Long.parseLong(args[0]);
    long sinkMicros = Math.max(0, Long.parseLong(args[1]));
    long sourceMicros = Math.max(0, -Long.parseLong(args[1]));
    Source<Long> source = Source.closedLoop(() -> number -> {
      pass(sourceMicros);
      return number;
    });
    Pipeline pipeline = Pipeline.named("host <script>").parallelism(2);
    pipeline.source("numbers", records == 0 ? source : source.limit(records), Serializers.LONG)
        .map("scramble", number -> number * 0x9E3779B97F4A7C15L, Serializers.LONG)
        .keyBy(number -> number % 1000)
        .map("fold", number -> number ^ (number >>> 7), Serializers.LONG)
        .rebalance()
        .sink("slow sink", () -> number -> write(number, sinkMicros));
    List<String> rest = new ArrayList<>(List.of(args).subList(2, args.length));
    CreditFlow.run(pipeline, rest.toArray(String[]::new));
    System.out.println("records " + WRITTEN + " sum " + SUM);
  }

  private static void write(long number, long micros) throws InterruptedException {
    if (WRITTEN.incrementAndGet() == 1) {
      System.out.println(RUNS);
    }
    SUM.addAndGet(number);
    pass(micros);
  }

  private static void pass(long micros) throws InterruptedException {
    if (micros > 0) {
      Thread.sleep(micros / 1000, (int) (micros % 1000) * 1000);
    }
  }
}
