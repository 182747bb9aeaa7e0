package io.manometer.agent.dist;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;

/** A Flink job in this process whose tasks wait for input first and for buffers then, with a source of either kind. */
public final class FlinkHost {

  private static final int RECORDS = 600;
  private static final int RECORD_BYTES = 1_024;

  private FlinkHost() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = environment(1);
    DataStream<byte[]> records = env.fromSequence(1, RECORDS).map(number -> new byte[RECORD_BYTES]);
    records.union(env.addSource(new OldSource())).addSink(new SlowSink());
    env.execute("contract");
  }

  /** One with few buffers, in which each operator is a task. */
  static StreamExecutionEnvironment environment(int parallelism) {
    Configuration small = new Configuration();
    small.setString("taskmanager.memory.network.min", "4mb");
    small.setString("taskmanager.memory.network.max", "4mb");
    small.setString("taskmanager.memory.segment-size", "4kb");
    // with any class path of its own the job's classes come from the loader of Flink's, not from the system's
    small.setString("pipeline.classpaths", Path.of("target", "none").toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, small);
    env.disableOperatorChaining();
    return env;
  }

  private static final class OldSource implements SourceFunction<byte[]> {

    private static final long serialVersionUID = 1;

    private volatile boolean cancelled;

    @Override
    public void run(SourceContext<byte[]> context) throws InterruptedException {
      Thread.sleep(50);
      for (int i = 0; i < RECORDS && !cancelled; i++) {
        synchronized (context.getCheckpointLock()) {
          context.collect(new byte[RECORD_BYTES]);
        }
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  static final class SlowSink implements SinkFunction<byte[]> {

    private static final long serialVersionUID = 1;

    @Override
    public void invoke(byte[] record, Context context) throws InterruptedException {
      Thread.sleep(1);
    }
  }
}
