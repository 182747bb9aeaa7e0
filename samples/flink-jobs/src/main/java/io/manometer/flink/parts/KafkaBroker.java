package io.manometer.flink.parts;

import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.EnvironmentFault;
import io.manometer.scenarios.run.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A Kafka broker of one node in a JVM of its own, and a feeder that writes orders to a topic of it. */
public final class KafkaBroker {

  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final Duration FORMAT = Duration.ofSeconds(60);

  private final Processes processes;
  private final Map<String, String> environment;
  private final int port = Processes.freePort();
  private Optional<Child> feeder = Optional.empty();

  private KafkaBroker(Processes processes, String classPath) {
    this.processes = processes;
    this.environment = Map.of("CLASSPATH", classPath);
  }

  /**
   * Starts the broker; it takes connections some seconds later.
   *
   * @param classPath of Kafka, and of this module for the feeder
   */
  public static KafkaBroker start(Processes processes, String classPath) {
    KafkaBroker broker = new KafkaBroker(processes, classPath);
    String settings = broker.writeSettings().toString();
    Child format = processes.start(
        "kafka-format",
        java("kafka.tools.StorageTool", "format", "-t", clusterId(), "-c", settings),
        broker.environment);
    format.awaitEnd(FORMAT);
    processes.end(List.of(format));
    processes.start("kafka", java("kafka.Kafka", settings), broker.environment);
    processes.await("Kafka to listen", broker::listens);
    return broker;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Creates the topic and feeds it until {@link #stopFeeding}. */
  public void feed(String topic, int partitions, int perSecond) {
    Child started = processes.start(
        "feeder-" + topic,
        java(FeederMain.class.getName(), address(), topic, Integer.toString(partitions), Integer.toString(perSecond)),
        environment);
    processes.await("the topic " + topic, () -> started.lastLine("feeding").isPresent());
    feeder = Optional.of(started);
  }

  public void stopFeeding() {
    feeder.ifPresent(child -> processes.end(List.of(child)));
    feeder = Optional.empty();
  }

  private boolean listens() {
    try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return connection.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static List<String> java(String... words) {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx384m", "-XX:+UseSerialGC"));
    command.addAll(List.of(words));
    return command;
  }

  private Path writeSettings() {
    Path folder = processes.folder().toAbsolutePath();
    Path file = folder.resolve("kafka.properties");
    int controller = Processes.freePort();
    try {
      Files.writeString(file, String.join("\n",
          "process.roles=broker,controller",
          "node.id=1",
          "controller.quorum.voters=1@127.0.0.1:" + controller,
          "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
          "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
          "controller.listener.names=CONTROLLER",
          "offsets.topic.replication.factor=1",
          "transaction.state.log.replication.factor=1",
          "transaction.state.log.min.isr=1",
          "group.initial.rebalance.delay.ms=0",
          "log.dirs=" + folder.resolve("kafka-data"),
          ""));
      return file;
    } catch (IOException e) {
      throw new EnvironmentFault("cannot write " + file + ": " + e.getMessage());
    }
  }

  /** Kafka wants the bytes of a UUID in the alphabet of URLs, and no dash in front. */
  private static String clusterId() {
    UUID id = UUID.randomUUID();
    byte[] bytes = ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits() & Long.MAX_VALUE)
        .putLong(id.getLeastSignificantBits())
        .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
