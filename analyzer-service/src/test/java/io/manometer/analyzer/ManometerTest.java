package io.manometer.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.analyzer.source.Recording;
import io.manometer.rules.model.Observation;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ManometerTest {

  @TempDir
  Path folder;

  private record Ended(int code, String out, String err) {}

  @Test
  void aBadSettingIsOneLineAndExitCodeTwo() throws Exception {
    Ended ended = run("port=high");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .containsExactly("manometer: port=high is not allowed; right would be a number from 0 to 65535");
  }

  @Test
  void anUnknownLimitIsOneLineAndExitCodeTwo() throws Exception {
    Ended ended = run("port=0", "data-dir=" + folder, "limits.no.such=1");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).singleElement().asString().startsWith("manometer: limits: limit no.such is not known");
  }

  @Test
  void aReplayPrintsTheReportsAsJsonByTheSettingsThatFollow() throws Exception {
    Path file = folder.resolve("recording.gz");
    AgentPushSource push = new AgentPushSource();
    TestAgent agent = TestAgent.withBottleneck("w1", "orders-1");
    Instant at = Instant.parse("2026-03-01T12:00:00Z");
    try (Recording recording = Recording.to(file)) {
      for (int second = 1; second <= 20; second++) {
        at = at.plusSeconds(1);
        push.accept(new ByteArrayInputStream(agent.nextJson()), null, at);
        List<Observation> observations = push.fetch(at);
        recording.heard(at, observations);
      }
    }
    Ended ended = run("replay", file.toString(), "sla-lag=30s,orders:7s");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    JsonNode reports = JsonMapper.shared().readTree(ended.out());
    assertThat(reports.at("/0/job/id").asString()).isEqualTo("orders-1");
    assertThat(reports.at("/0/health").asString()).isEqualTo("BOTTLENECK");
    assertThat(reports.at("/0/throughput/slaLagSeconds").asDouble()).isEqualTo(7);
  }

  @Test
  void whatIsNoRecordingIsToldInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("text"), "no recording");
    Ended ended = run("replay", file.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines()).singleElement().asString().contains("replay " + file + " failed", "record=FILE");
  }

  @Test
  void aServerGoesOnWithoutStandardInput() throws Exception {
    Process process = serve();
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(2, TimeUnit.SECONDS)).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aServerEndsWithStandardInputWhereItIsTold() throws Exception {
    Process process = serve("end-with-input=true");
    try {
      assertThat(process.isAlive()).isTrue();
      process.getOutputStream().close();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Returns when it says that it serves. */
  private Process serve(String... arguments) throws IOException {
    List<String> command = command(arguments);
    command.addAll(List.of("port=0", "data-dir=" + folder));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    assertThat(said).startsWith("Manometer is at http://127.0.0.1:");
    return process;
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      List<String> arguments = List.of("port=" + occupied.getLocalPort(), "data-dir=" + folder);
      assertThatThrownBy(() -> AnalyzerService.start(arguments, new Properties(), Map.of()))
          .isInstanceOf(BadSetting.class)
          .hasMessageContaining("port=" + occupied.getLocalPort() + " is not allowed; right would be a free port");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    List<String> arguments = List.of("port=0", "listen=192.0.2.1", "token=0123456789abcdef", "data-dir=" + folder);
    assertThatThrownBy(() -> AnalyzerService.start(arguments, new Properties(), Map.of()))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("listen=192.0.2.1");
  }

  private Ended run(String... arguments) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command(arguments)).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx128m",
        "-cp", System.getProperty("java.class.path"), Manometer.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
