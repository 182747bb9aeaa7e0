package io.manometer.benchmarks.overhead;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The JVM options by which a companion comes along.
 *
 * @param analyzer address that takes the agent's snapshots
 */
record Companions(Path agentJar, String analyzer) {

  /** @param agentPort where the agent is to listen, for {@link AgentSwitch} */
  List<String> options(Companion companion, int agentPort) {
    return switch (companion) {
      case NONE -> List.of();
      case MANOMETER -> List.of("-javaagent:" + agentJar.toAbsolutePath() + "=analyzer=" + analyzer
          + ",listen=127.0.0.1:" + agentPort + ",control=true,log-level=warn");
      case OPEN_TELEMETRY -> List.of("-javaagent:" + openTelemetryJar(), "-Dotel.traces.exporter=none",
          "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none");
      case FLIGHT_RECORDER -> List.of("-XX:StartFlightRecording=settings=profile");
    };
  }

  private static String openTelemetryJar() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("opentelemetry-javaagent"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the OpenTelemetry Java agent is not on the class path"));
  }
}
