package io.manometer.flink.jobs;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Puts a value on an order, which takes the CPU time given. */
final class Appraise extends RichMapFunction<Order, Order> {

  private static final long serialVersionUID = 1;

  private final double micros;
  private transient Valuation valuation;

  Appraise(double micros) {
    this.micros = micros;
  }

  @Override
  public void open(OpenContext context) {
    valuation = Valuation.taking(micros);
  }

  @Override
  public Order map(Order order) {
    return order.withAmount(valuation.value(order.amount()));
  }
}
