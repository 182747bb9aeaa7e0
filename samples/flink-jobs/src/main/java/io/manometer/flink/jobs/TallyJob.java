package io.manometer.flink.jobs;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Prices so many orders, keeps a balance per account and prints it after each order; may fail once on its way. */
public final class TallyJob {

  private TallyJob() {}

  /**
   * Arguments: job (name), rate, source-parallelism, price-micros, parallelism; count (of orders, without an end where
   * it is not given) and fails-at (number of the order that the first attempt fails at; -1 for none).
   */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    Orders.stream(env, arguments, "orders")
        .map(new FailsOnce(arguments.whole("fails-at")))
        .name("read")
        .setParallelism(arguments.whole("source-parallelism"))
        .keyBy(Order::account)
        .map(new Appraise(arguments.number("price-micros")))
        .name("price")
        .disableChaining()
        .keyBy(Order::account)
        .process(new Balance())
        .name("balance")
        .disableChaining()
        .map(order -> order.id() + " " + order.account() + " " + order.amount())
        .print("tally");
    env.execute(arguments.text("job"));
  }

  private static final class FailsOnce extends RichMapFunction<Order, Order> {

    private static final long serialVersionUID = 1;

    private final long failsAt;

    FailsOnce(long failsAt) {
      this.failsAt = failsAt;
    }

    @Override
    public Order map(Order order) {
      if (order.id() == failsAt && getRuntimeContext().getTaskInfo().getAttemptNumber() == 0) {
        throw new IllegalStateException("order " + failsAt + " cannot be read");
      }
      return order;
    }
  }
}
