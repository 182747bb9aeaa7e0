package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Prices each order, and first the few that were carried over from the day before: the source of those soon ends. */
public final class CarryOverJob {

  private static final int CARRIED_OVER = 200;

  private CarryOverJob() {}

  /** Arguments: job (name), rate, source-parallelism, price-micros, price-parallelism. */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    Orders.stream(env, arguments, "orders")
        .union(Orders.few(env, CARRIED_OVER, "carried over"))
        .rebalance()
        .map(new Appraise(arguments.number("price-micros")))
        .name("price")
        .setParallelism(arguments.whole("price-parallelism"))
        .disableChaining()
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }
}
