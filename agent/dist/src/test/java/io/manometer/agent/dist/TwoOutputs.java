package io.manometer.agent.dist;

import io.manometer.creditflow.CreditFlow;
import io.manometer.creditflow.OperatorStream;
import io.manometer.creditflow.Pipeline;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A host whose source has two outputs, so that the agent has to ask the runtime for the one it waits for. Arguments
 * before creditflow's own: the number of records and the microseconds that each sink takes for one.
 */
public final class TwoOutputs {

  private static final AtomicLong SUM = new AtomicLong();

  /** What a gate may be asked before {@link #asked} begins to throw; the runtime itself asks while it starts. */
  private static final int ANSWERS = 100;

  private static final AtomicLong ASKED = new AtomicLong();

  private TwoOutputs() {}

  public static void main(String[] args) throws Exception {
    long micros = Long.parseLong(args[1]);
    Pipeline pipeline = Pipeline.named("two outputs");
    OperatorStream<Long> numbers = pipeline.source(
        "numbers", Source.closedLoop(() -> number -> number).limit(Long.parseLong(args[0])), Serializers.LONG);
    numbers.rebalance().sink("one", () -> number -> write(number, micros));
    numbers.rebalance().sink("other", () -> number -> write(-2 * number, micros));
    CreditFlow.run(pipeline, "--buffer-bytes", "64");
    System.out.println("sum " + SUM);
  }

  /** A getter of the runtime that works while it starts and fails later; a test puts this into it. */
  public static void asked() {
    if (ASKED.incrementAndGet() > ANSWERS) {
      throw new IllegalStateException("the gate has let go of its edge");
    }
  }

  private static void write(long number, long micros) throws InterruptedException {
    SUM.addAndGet(number);
    Thread.sleep(micros / 1000, (int) (micros % 1000) * 1000);
  }
}
