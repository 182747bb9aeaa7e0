package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;

/** Counts on, with a pause after each number. Its source is of the old kind, by the name that Flink 2 gave it. */
public final class CountJob {

  private CountJob() {}

  /** Arguments: job (name), pause-millis. */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    long pauseMillis = arguments.whole("pause-millis");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    env.addSource(new Numbers(), "numbers")
        .returns(Long.class)
        .rebalance()
        .map(number -> {
          Thread.sleep(pauseMillis);
          return number;
        })
        .returns(Long.class)
        .name("pause")
        .disableChaining()
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }

  private static final class Numbers implements SourceFunction<Long> {

    private static final long serialVersionUID = 1;

    private volatile boolean cancelled;

    @Override
    public void run(SourceContext<Long> context) {
      for (long number = 0; !cancelled; number++) {
        synchronized (context.getCheckpointLock()) {
          context.collect(number);
        }
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
