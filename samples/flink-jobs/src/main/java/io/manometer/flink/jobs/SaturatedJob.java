package io.manometer.flink.jobs;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Keeps a balance per account as fast as it goes, and tells how many orders it has done. For measuring speed. */
public final class SaturatedJob {

  private SaturatedJob() {}

  /**
   * Arguments: job (name), rate (more than can be done), source-parallelism, parallelism, state ({@code hashmap} or
   * {@code rocksdb}), progress (file).
   */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    Configuration configuration = new Configuration();
    configuration.setString("state.backend.type", arguments.text("state"));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(arguments.whole("parallelism"));
    Orders.stream(env, arguments, "orders")
        .keyBy(Order::account)
        .process(new Balance())
        .name("balance")
        .sinkTo(new Tally(arguments.text("progress")))
        .name("tally");
    env.execute(arguments.text("job"));
  }
}
