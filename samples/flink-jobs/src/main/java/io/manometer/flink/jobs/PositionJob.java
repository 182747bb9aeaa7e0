package io.manometer.flink.jobs;

import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Holds the position of each account by article, in RocksDB, and totals it for each order. */
public final class PositionJob {

  private PositionJob() {}

  /**
   * Arguments: job (name), rate, source-parallelism, parallelism, total ({@code scan} all articles or keep it
   * {@code running}).
   */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    Configuration configuration = new Configuration();
    configuration.setString("state.backend.type", "rocksdb");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(arguments.whole("parallelism"));
    Orders.stream(env, arguments, "orders")
        .keyBy(Order::account)
        .process(new Position(arguments.text("total").equals("scan")))
        .name("position")
        .disableChaining()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }

  private static final class Position extends KeyedProcessFunction<String, Order, Order> {

    private static final long serialVersionUID = 1;

    private final boolean scan;
    private transient MapState<Integer, Double> byArticle;
    private transient ValueState<Double> running;

    Position(boolean scan) {
      this.scan = scan;
    }

    @Override
    public void open(OpenContext context) {
      byArticle = getRuntimeContext().getMapState(new MapStateDescriptor<>("by-article", Integer.class, Double.class));
      running = getRuntimeContext().getState(new ValueStateDescriptor<>("running", Double.class));
    }

    @Override
    public void processElement(Order order, Context context, Collector<Order> out) throws Exception {
      Double held = byArticle.get(order.article());
      byArticle.put(order.article(), (held == null ? 0 : held) + order.amount());
      out.collect(order.withAmount(scan ? scanned() : kept(order)));
    }

    private double scanned() throws Exception {
      double total = 0;
      for (Map.Entry<Integer, Double> entry : byArticle.entries()) {
        total += entry.getValue();
      }
      return total;
    }

    private double kept(Order order) throws Exception {
      Double before = running.value();
      double after = (before == null ? 0 : before) + order.amount();
      running.update(after);
      return after;
    }
  }
}
