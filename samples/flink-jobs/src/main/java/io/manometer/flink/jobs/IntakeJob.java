package io.manometer.flink.jobs;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Reads orders from a Kafka topic and keeps a balance per account. */
public final class IntakeJob {

  /** Records are slow to read here; small fetches keep the lag fresh, which Kafka tells as of the last fetch. */
  private static final String FETCH_BYTES = "32768";

  private IntakeJob() {}

  /** Arguments: job (name), brokers, topic, source-parallelism, parallelism, check-micros (CPU per record read). */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    KafkaSource<Order> orders = KafkaSource.<Order>builder()
        .setBootstrapServers(arguments.text("brokers"))
        .setTopics(arguments.text("topic"))
        .setGroupId("intake")
        .setProperty("max.partition.fetch.bytes", FETCH_BYTES)
        .setStartingOffsets(OffsetsInitializer.latest())
        .setValueOnlyDeserializer(new OrderLines(arguments.number("check-micros")))
        .build();
    env.fromSource(orders, WatermarkStrategy.noWatermarks(), "orders")
        .setParallelism(arguments.whole("source-parallelism"))
        .keyBy(Order::account)
        .process(new Balance())
        .name("balance")
        .disableChaining()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }
}
