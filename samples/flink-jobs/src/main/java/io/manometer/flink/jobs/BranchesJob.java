package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Sends each order two ways: one counts it, one prices it. */
public final class BranchesJob {

  private BranchesJob() {}

  /** Arguments: job (name), rate, source-parallelism, price-micros, price-parallelism. */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    DataStream<Order> orders = Orders.stream(env, arguments, "orders")
        .map(order -> order.withAmount(order.amount() * 1.19))
        .returns(Order.class)
        .name("tax")
        .setParallelism(1)
        .disableChaining();
    orders.keyBy(Order::account)
        .process(new Balance())
        .name("balance")
        .disableChaining()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    orders.rebalance()
        .map(new Appraise(arguments.number("price-micros")))
        .name("price")
        .setParallelism(arguments.whole("price-parallelism"))
        .disableChaining()
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("quotes");
    env.execute(arguments.text("job"));
  }
}
