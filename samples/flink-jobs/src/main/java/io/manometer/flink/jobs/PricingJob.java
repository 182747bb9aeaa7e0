package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Prices each order, and those carried over from the day before, if any: their source soon ends. */
public final class PricingJob {

  private PricingJob() {}

  /** Arguments: job (name), rate, source-parallelism, price-micros, price-parallelism, carried-over (number). */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    DataStream<Order> orders = Orders.stream(env, arguments, "orders");
    int carriedOver = arguments.whole("carried-over");
    DataStream<Order> all = carriedOver == 0 ? orders : orders.union(Orders.few(env, carriedOver, "carried over"));
    all.rebalance()
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
