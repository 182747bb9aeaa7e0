package io.manometer.flink.jobs;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Running total of an account. */
final class Balance extends KeyedProcessFunction<String, Order, Order> {

  private static final long serialVersionUID = 1;

  private transient ValueState<Double> total;

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Double.class));
  }

  @Override
  public void processElement(Order order, Context context, Collector<Order> out) throws Exception {
    Double before = total.value();
    double after = (before == null ? 0 : before) + order.amount();
    total.update(after);
    out.collect(order.withAmount(after));
  }
}
