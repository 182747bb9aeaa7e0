package io.manometer.flink.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configuration that a cluster is started from: config.yaml and the logging of its JVMs. */
final class ClusterFiles {

  private static final String LOG4J = """
      rootLogger.level = INFO
      rootLogger.appenderRef.file.ref = File
      appender.file.name = File
      appender.file.type = File
      appender.file.fileName = ${sys:log.file}
      appender.file.append = true
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} - %m%n
      """;

  private ClusterFiles() {}

  /** Writes both files to {@code directory/conf} and returns that folder. */
  static Path write(ClusterSettings settings, Path directory, int rpcPort) throws IOException {
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.createDirectories(directory.resolve("tmp"));
    Files.createDirectories(directory.resolve("checkpoints"));
    Map<String, String> lines = config(settings, directory, rpcPort);
    Files.writeString(
        conf.resolve("config.yaml"),
        lines.entrySet().stream()
            .map(line -> line.getKey() + ": " + line.getValue() + "\n")
            .collect(Collectors.joining()));
    Files.writeString(conf.resolve("log4j.properties"), LOG4J);
    return conf;
  }

  private static Map<String, String> config(ClusterSettings settings, Path directory, int rpcPort) {
    Map<String, String> lines = new TreeMap<>();
    lines.put("jobmanager.rpc.address", "127.0.0.1");
    lines.put("jobmanager.bind-host", "127.0.0.1");
    lines.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    lines.put("jobmanager.memory.process.size", "1000m");
    lines.put("rest.address", "127.0.0.1");
    lines.put("rest.bind-address", "127.0.0.1");
    lines.put("rest.port", Integer.toString(settings.restPort()));
    lines.put("taskmanager.host", "127.0.0.1");
    lines.put("taskmanager.bind-host", "127.0.0.1");
    lines.put("taskmanager.numberOfTaskSlots", Integer.toString(settings.slots()));
    lines.put("taskmanager.load-balance.mode", "SLOTS");
    lines.put("taskmanager.memory.task.heap.size", settings.taskHeapMegabytes() + "m");
    lines.put("taskmanager.memory.managed.size", "192m");
    lines.put("taskmanager.memory.network.min", "64m");
    lines.put("taskmanager.memory.network.max", "64m");
    lines.put("io.tmp.dirs", directory.resolve("tmp").toString());
    lines.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    lines.put("restart-strategy.type", "fixed-delay");
    lines.put("restart-strategy.fixed-delay.attempts", "10");
    lines.put("restart-strategy.fixed-delay.delay", "1 s");
    lines.putAll(settings.config());
    return lines;
  }
}
