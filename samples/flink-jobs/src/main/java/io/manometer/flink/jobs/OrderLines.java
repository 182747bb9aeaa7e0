package io.manometer.flink.jobs;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Parses {@code id,account,article,amount,note} and checks it, which takes CPU time if asked for. */
final class OrderLines implements DeserializationSchema<Order> {

  private static final long serialVersionUID = 1;

  private final double micros;
  private transient Valuation valuation;

  OrderLines(double micros) {
    this.micros = micros;
  }

  @Override
  public void open(InitializationContext context) {
    valuation = Valuation.taking(micros);
  }

  @Override
  public Order deserialize(byte[] message) {
    String[] fields = new String(message, StandardCharsets.UTF_8).split(",");
    double amount = Double.parseDouble(fields[3]);
    return new Order(Long.parseLong(fields[0]), fields[1], Integer.parseInt(fields[2]), valuation.value(amount), 0,
        fields[4]);
  }

  @Override
  public boolean isEndOfStream(Order order) {
    return false;
  }

  @Override
  public TypeInformation<Order> getProducedType() {
    return TypeInformation.of(Order.class);
  }
}
