package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Writes each order to a database. */
public final class LedgerJob {

  private LedgerJob() {}

  /** Arguments: job (name), rate, source-parallelism, parallelism, database (JDBC address), rows (per statement). */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    Orders.stream(env, arguments, "orders")
        .rebalance()
        .map(order -> order.withAmount(order.amount() * 1.19))
        .returns(Order.class)
        .name("tax")
        .disableChaining()
        .rebalance()
        .sinkTo(new LedgerSink(arguments.text("database"), arguments.whole("rows")))
        .name("ledger")
        .disableChaining();
    env.execute(arguments.text("job"));
  }
}
