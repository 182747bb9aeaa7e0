package io.manometer.agent.dist;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.legacy.SinkFunction;

/** A Flink job in this process with edges of each kind, on all of which producers wait for a slow sink. */
public final class FlinkEdgesHost {

  /** More by far than the buffers on the way hold, so that each producer comes to wait. */
  private static final int RECORDS = 1_500;
  private static final int RECORD_BYTES = 1_024;
  private static final int KEYS = 64;

  private FlinkEdgesHost() {}

  public static void main(String[] args) throws Exception {
    Configuration small = new Configuration();
    small.setString("taskmanager.memory.network.min", "4mb");
    small.setString("taskmanager.memory.network.max", "4mb");
    small.setString("taskmanager.memory.segment-size", "4kb");
    // with any class path of its own the job's classes come from the loader of Flink's, not from the system's
    small.setString("pipeline.classpaths", Path.of("target", "none").toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, small);
    env.disableOperatorChaining();
    DataStream<byte[]> scaled = env.fromSequence(1, RECORDS).map(FlinkEdgesHost::record).name("two")
        .rescale().map(record -> record).name("scaled");
    DataStream<byte[]> spread = env.fromSequence(1, RECORDS).setParallelism(1)
        .map(FlinkEdgesHost::record).setParallelism(1).name("one").rebalance().map(record -> record).name("spread");
    scaled.union(spread).keyBy(record -> (int) record[0]).map(record -> record).name("keyed")
        .broadcast().addSink(new SlowSink()).name("sink");
    env.execute("edges");
  }

  private static byte[] record(long number) {
    byte[] record = new byte[RECORD_BYTES];
    record[0] = (byte) (number % KEYS);
    return record;
  }

  private static final class SlowSink implements SinkFunction<byte[]> {

    private static final long serialVersionUID = 1;

    @Override
    public void invoke(byte[] record, Context context) throws InterruptedException {
      Thread.sleep(1);
    }
  }
}
