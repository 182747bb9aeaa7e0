package io.manometer.flink.parts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Creates a topic and writes orders to it at a fixed rate, as long as it runs. Arguments: brokers, topic, partitions,
 * records per second. Prints {@code feeding} once the topic is there, and ends when its standard input does.
 */
public final class FeederMain {

  private static final long TICK_NANOS = 10_000_000;
  private static final String NOTE = "For collection at the counter. ".repeat(12);

  private FeederMain() {}

  public static void main(String[] args) throws Exception {
    createTopic(args[0], args[1], Integer.parseInt(args[2]));
    Thread feeder = new Thread(() -> feed(args[0], args[1], Double.parseDouble(args[3])), "feeder");
    feeder.setDaemon(true);
    feeder.start();
    System.out.println("feeding");
    while (System.in.read() >= 0) {
      // nothing is expected; the launcher holds the pipe open
    }
  }

  private static void createTopic(String brokers, String topic, int partitions)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  private static void feed(String brokers, String topic, double perSecond) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", brokers);
    settings.put("linger.ms", "5");
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long begun = System.nanoTime();
      for (long sent = 0; ; LockSupport.parkNanos(TICK_NANOS)) {
        long due = (long) ((System.nanoTime() - begun) * perSecond / 1e9);
        for (; sent < due; sent++) {
          producer.send(new ProducerRecord<>(topic, order(sent).getBytes(StandardCharsets.US_ASCII)));
        }
      }
    }
  }

  private static String order(long n) {
    return n + ",account-" + n % 997 % 500 + "," + n % 200 + "," + (1 + n % 9_900 / 100.0) + "," + NOTE;
  }
}
