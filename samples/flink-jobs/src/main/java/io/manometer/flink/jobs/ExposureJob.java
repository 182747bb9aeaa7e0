package io.manometer.flink.jobs;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** Values each order and adds it to the exposure of its account. */
public final class ExposureJob {

  private ExposureJob() {}

  /**
   * Arguments: job (name), rate, source-parallelism, parallelism, price-micros, favourite (percent), spread (keys per
   * account).
   */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int spread = arguments.whole("spread");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    Orders.stream(env, arguments, "orders", arguments.whole("favourite"))
        .keyBy(order -> order.account() + "/" + order.id() % spread)
        .process(new Exposure(arguments.number("price-micros")))
        .name("exposure")
        .disableChaining()
        .sinkTo(new DiscardingSink<>())
        .name("book")
        .setParallelism(1);
    env.execute(arguments.text("job"));
  }

  private static final class Exposure extends KeyedProcessFunction<String, Order, Order> {

    private static final long serialVersionUID = 1;

    private final double micros;
    private transient Valuation valuation;
    private transient ValueState<Double> exposure;

    Exposure(double micros) {
      this.micros = micros;
    }

    @Override
    public void open(OpenContext context) {
      valuation = Valuation.taking(micros);
      exposure = getRuntimeContext().getState(new ValueStateDescriptor<>("exposure", Double.class));
    }

    @Override
    public void processElement(Order order, Context context, Collector<Order> out) throws Exception {
      Double before = exposure.value();
      double after = (before == null ? 0 : before) + valuation.value(order.amount());
      exposure.update(after);
      out.collect(order.withAmount(after));
    }
  }
}
