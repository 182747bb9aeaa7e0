package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Cleans, prices and labels each order in one chain. */
public final class DispatchJob {

  private DispatchJob() {}

  /** Arguments: job (name), rate, source-parallelism, price-micros, parallelism. */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    Orders.stream(env, arguments, "orders")
        .rebalance()
        .map(order -> order.withAmount(Math.rint(order.amount() * 100) / 100))
        .returns(Order.class)
        .name("clean")
        .map(new Appraise(arguments.number("price-micros")))
        .name("price")
        .map(order -> new Order(order.id(), order.account().toUpperCase(), order.article(), order.amount(),
            order.placedAt(), order.note()))
        .returns(Order.class)
        .name("label")
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("book")
        .setParallelism(2);
    env.execute(arguments.text("job"));
  }
}
