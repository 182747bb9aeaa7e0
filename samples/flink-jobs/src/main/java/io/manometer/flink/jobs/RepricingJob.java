package io.manometer.flink.jobs;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Reads orders from a Kafka topic, as much at once as Kafka's consumer does by default, and asks for the price of each. */
public final class RepricingJob {

  private RepricingJob() {}

  /** Arguments: job (name), brokers, topic, parallelism, quotes (address), service (path at that address). */
  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(arguments.whole("parallelism"));
    KafkaSource<Order> orders = KafkaSource.<Order>builder()
        .setBootstrapServers(arguments.text("brokers"))
        .setTopics(arguments.text("topic"))
        .setGroupId("repricing")
        .setStartingOffsets(OffsetsInitializer.latest())
        .setValueOnlyDeserializer(new OrderLines(0))
        .build();
    QuoteClient client = new QuoteClient(arguments.text("quotes") + "/" + arguments.text("service"));
    env.fromSource(orders, WatermarkStrategy.noWatermarks(), "orders")
        .keyBy(Order::account)
        .map(order -> order.withAmount(client.quote(order.article())))
        .name("reprice")
        .disableChaining()
        .rebalance()
        .sinkTo(new DiscardingSink<>())
        .name("book");
    env.execute(arguments.text("job"));
  }
}
