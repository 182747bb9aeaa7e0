package io.manometer.benchmarks.overhead;

import io.manometer.creditflow.CreditFlow;
import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The pipeline that is measured: source, key, map, sink, as fast as they go, endless. It prints {@code nanos records}
 * ten times a second: its own clock and the records that reached the sink. It counts them itself, in the same way with
 * and without an agent.
 */
public final class SaturatedPipeline {

  private static final long REPORT_MILLIS = 100;

  private SaturatedPipeline() {}

  public static void main(String[] args) throws InterruptedException {
    AtomicLong arrived = new AtomicLong();
    Thread reporter = new Thread(() -> report(arrived), "report");
    reporter.setDaemon(true);
    reporter.start();
    CreditFlow.run(pipeline(arrived), args);
  }

  private static Pipeline pipeline(AtomicLong arrived) {
    Pipeline pipeline = Pipeline.named("saturated");
    pipeline.source("numbers", Source.closedLoop(() -> index -> index), Serializers.LONG)
        .keyBy(number -> number & 1023)
        .map("mix", SaturatedPipeline::mix, Serializers.LONG)
        .sink("count", () -> (SinkFunction<Long>) number -> arrived.lazySet(arrived.getPlain() + 1));
    return pipeline;
  }

  /** Some arithmetic, so that the map does something. */
  private static long mix(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }

  private static void report(AtomicLong arrived) {
    try {
      while (true) {
        Thread.sleep(REPORT_MILLIS);
        System.out.println(System.nanoTime() + " " + arrived.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
