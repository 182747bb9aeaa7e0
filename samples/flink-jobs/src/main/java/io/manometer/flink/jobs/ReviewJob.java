package io.manometer.flink.jobs;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Screens each order with one service and clears it with another. */
public final class ReviewJob {

  private ReviewJob() {}

  /** Arguments: job (name), rate, source-parallelism, screen-parallelism, clear-parallelism, quotes (address). */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    Orders.stream(env, arguments, "orders")
        .rebalance()
        .map(new Ask(arguments.text("quotes") + "/screening"))
        .name("screen")
        .setParallelism(arguments.whole("screen-parallelism"))
        .disableChaining()
        .rebalance()
        .map(new Ask(arguments.text("quotes") + "/clearing"))
        .name("clear")
        .setParallelism(arguments.whole("clear-parallelism"))
        .disableChaining()
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }

  private static final class Ask implements MapFunction<Order, Order> {

    private static final long serialVersionUID = 1;

    private final QuoteClient client;

    Ask(String address) {
      client = new QuoteClient(address);
    }

    @Override
    public Order map(Order order) {
      return order.withAmount(client.quote(order.article()));
    }
  }
}
