package io.manometer.flink.jobs;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Matches orders with payments, with aligned checkpoints every ten seconds. */
public final class MatchJob {

  private static final long CHECKPOINT_MILLIS = 10_000;

  private MatchJob() {}

  /** Arguments: job (name), rate, source-parallelism, price-micros, price-parallelism. */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.enableCheckpointing(CHECKPOINT_MILLIS);
    DataStream<Order> orders = Orders.stream(env, arguments, "orders")
        .rebalance()
        .map(order -> order.withAmount(order.amount() * 1.19))
        .returns(Order.class)
        .name("tax")
        .setParallelism(1)
        .disableChaining();
    DataStream<Order> payments = Orders.stream(env, arguments, "payments")
        .rebalance()
        .map(new Appraise(arguments.number("price-micros")))
        .name("price")
        .setParallelism(arguments.whole("price-parallelism"))
        .disableChaining();
    orders.keyBy(Order::account)
        .connect(payments.keyBy(Order::account))
        .process(new Match())
        .name("match")
        .disableChaining()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }

  private static final class Match extends KeyedCoProcessFunction<String, Order, Order, Order> {

    private static final long serialVersionUID = 1;

    private transient ValueState<Double> open;

    @Override
    public void open(OpenContext context) {
      open = getRuntimeContext().getState(new ValueStateDescriptor<>("open", Double.class));
    }

    @Override
    public void processElement1(Order order, Context context, Collector<Order> out) throws Exception {
      out.collect(order.withAmount(add(order.amount())));
    }

    @Override
    public void processElement2(Order payment, Context context, Collector<Order> out) throws Exception {
      out.collect(payment.withAmount(add(-payment.amount())));
    }

    private double add(double amount) throws Exception {
      Double before = open.value();
      double after = (before == null ? 0 : before) + amount;
      open.update(after);
      return after;
    }
  }
}
