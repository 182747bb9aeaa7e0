package io.manometer.flink.jobs;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * A SQL job: the turnover of each article, from a table that emits each second's rows at once and does not tell what
 * waits. Runs on releases with the SQL planner on the class path.
 */
public final class TurnoverJob {

  private TurnoverJob() {}

  /** Arguments: job (name), rate, parallelism, price-micros. */
  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().set("pipeline.name", arguments.text("job"));
    tables.createTemporaryFunction("worth", new StatementJob.Worth(arguments.number("price-micros")));
    tables.executeSql(
        "CREATE TEMPORARY TABLE sales (article INT, amount DOUBLE) WITH ('connector' = 'datagen',"
            + " 'rows-per-second' = '" + arguments.whole("rate") + "', 'fields.article.min' = '0',"
            + " 'fields.article.max' = '199', 'fields.amount.min' = '1', 'fields.amount.max' = '100')");
    tables.executeSql(
        "CREATE TEMPORARY TABLE turnover (article INT, amount DOUBLE, sales BIGINT) WITH ('connector' = 'blackhole')");
    tables.executeSql(
        "INSERT INTO turnover SELECT article, worth(amount), COUNT(*) FROM sales GROUP BY article");
  }
}
