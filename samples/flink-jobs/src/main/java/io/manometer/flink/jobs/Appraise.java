package io.manometer.flink.jobs;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Puts a value on an order, which takes the CPU time given; with none it leaves the order as it is. */
final class Appraise extends RichMapFunction<Order, Order> {

  private static final long serialVersionUID = 1;

  private final double micros;
  private transient Valuation valuation;

  Appraise(double micros) {
    this.micros = micros;
  }

  @Override
  public void open(OpenContext context) {
    valuation = micros > 0 ? Valuation.taking(micros) : null;
  }

  @Override
  public Order map(Order order) {
    return valuation == null ? order : order.withAmount(valuation.value(order.amount()));
  }
}
