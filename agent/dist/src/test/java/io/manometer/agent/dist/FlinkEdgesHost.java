package io.manometer.agent.dist;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink job in this process with edges of each kind, on all of which producers wait for a slow sink. */
public final class FlinkEdgesHost {

  /** More by far than the buffers on the way hold, so that each producer comes to wait. */
  private static final int RECORDS = 1_500;
  private static final int RECORD_BYTES = 1_024;
  private static final int KEYS = 64;

  private FlinkEdgesHost() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = FlinkHost.environment(2);
    DataStream<byte[]> scaled = env.fromSequence(1, RECORDS).map(FlinkEdgesHost::record).name("two")
        .rescale().map(record -> record).name("scaled");
    DataStream<byte[]> spread = env.fromSequence(1, RECORDS).setParallelism(1)
        .map(FlinkEdgesHost::record).setParallelism(1).name("one").rebalance().map(record -> record).name("spread");
    scaled.union(spread).keyBy(record -> (int) record[0]).map(record -> record).name("keyed")
        .broadcast().addSink(new FlinkHost.SlowSink()).name("sink");
    env.execute("edges");
  }

  private static byte[] record(long number) {
    byte[] record = new byte[RECORD_BYTES];
    record[0] = (byte) (number % KEYS);
    return record;
  }
}
