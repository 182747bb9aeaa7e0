package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.FunctionContext;

/** A SQL job: the value of each account. Runs on releases with the SQL planner on the class path. */
public final class StatementJob {

  private StatementJob() {}

  /** Arguments: job (name), rate, source-parallelism, parallelism, price-micros. */
  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().set("pipeline.name", arguments.text("job"));
    tables.createTemporaryView(
        "orders",
        Orders.stream(env, arguments, "orders"),
        Schema.newBuilder()
            .column("id", "BIGINT NOT NULL")
            .column("account", "STRING")
            .column("article", "INT NOT NULL")
            .column("amount", "DOUBLE NOT NULL")
            .column("placedAt", "BIGINT NOT NULL")
            .column("note", "STRING")
            .build());
    tables.createTemporaryFunction("worth", new Worth(arguments.number("price-micros")));
    tables.executeSql(
        "CREATE TEMPORARY TABLE statements (account STRING, amount DOUBLE, notes BIGINT)"
            + " WITH ('connector' = 'blackhole')");
    tables.executeSql(
        "INSERT INTO statements SELECT account, worth(amount), COUNT(note) FROM orders GROUP BY account");
  }

  /** Sums the values of orders. */
  public static final class Worth extends AggregateFunction<Double, Worth.Total> {

    private static final long serialVersionUID = 1;

    private final double micros;
    private transient Valuation valuation;

    Worth(double micros) {
      this.micros = micros;
    }

    /** The sum so far. */
    public static final class Total {
      public double sum;
    }

    @Override
    public void open(FunctionContext context) {
      valuation = Valuation.taking(micros);
    }

    @Override
    public Total createAccumulator() {
      return new Total();
    }

    @Override
    public Double getValue(Total total) {
      return total.sum;
    }

    /** Called by generated code for each row. */
    public void accumulate(Total total, Double amount) {
      if (amount != null) {
        total.sum += valuation.value(amount);
      }
    }
  }
}
