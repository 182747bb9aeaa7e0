package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.Expectation;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code diagnose} against a real cluster without an agent: one scenario, or with
 * {@code -Dmanometer.full=true} all, {@code -Dmanometer.rounds} times each. Where Flink's metrics cannot tell the cause,
 * UNKNOWN is right.
 */
class DiagnoseIT {

  private static final boolean FULL = Boolean.getBoolean("manometer.full");
  private static final String ONLY = System.getProperty("manometer.scenarios", "cpu-operator");
  private static final int ROUNDS = Integer.getInteger("manometer.rounds", 1);
  private static final Path MODULE = Path.of("samples/flink-jobs").toAbsolutePath();
  private static final Path ANALYZER = Path.of("analyzer-service/target/manometer.jar");
  private static final Path FOLDER = Path.of("build", "runs", "test-" + ProcessHandle.current().pid(), "diagnose");

  private static Processes processes;
  private static FlinkDeployment flink;

  private record Said(int exitCode, String out, String err, double seconds) {}

  @BeforeAll
  static void open() {
    ClusterParts.assumeBuilt(FlinkRelease.V2_3, false);
    processes = new Processes(new Launch(Path.of("none"), ANALYZER, 0, FOLDER));
    flink = new FlinkDeployment(processes, FlinkRelease.V2_3, MODULE, false);
  }

  @AfterAll
  static void close() {
    if (processes != null) {
      processes.close();
    }
  }

  static List<Scenario<JobSetting>> scenarios() {
    List<String> wanted = List.of(ONLY.split(","));
    List<Scenario<JobSetting>> once =
        FlinkScenarios.withoutAgentOn(FlinkRelease.V2_3).stream().filter(s -> FULL || wanted.contains(s.name())).toList();
    return Stream.generate(() -> once).limit(ROUNDS).flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theOperatorIsRightAndNoWrongCauseIsHighlyConfident(Scenario<JobSetting> scenario) throws Exception {
    ClusterParts.assumeBuilt(FlinkRelease.V2_3, ClusterParts.needsKafka(scenario));
    flink.start(scenario, false, scenario.name());
    Said said;
    try {
      said = diagnose(flink.restAddress(), "--json");
    } finally {
      flink.stop();
    }
    JsonNode report = new JsonMapper().readTree(said.out()).path(0);
    System.out.printf("diagnosed %s: %s, exit code %d after %.1f s%n",
        scenario.name(), verdict(report), said.exitCode(), said.seconds());

    assertThat(said.err()).isEmpty();
    check(scenario.expected(), said, report);
  }

  @Test
  void saysThatNothingRuns() throws Exception {
    flink.start(FlinkScenarios.all().get(0), false, "short");
    flink.stop();

    Said said = diagnose(flink.restAddress(), "--json");

    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.out().strip()).isEqualTo("[]");
    assertThat(said.err()).contains("no job runs at " + flink.restAddress());
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    String nobody = "http://127.0.0.1:" + Processes.freePort();

    Said said = diagnose(nobody);

    assertThat(said.exitCode()).isEqualTo(3);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines()).hasSize(1).first().asString().contains("no answer from " + nobody);
  }

  private static void check(Expectation expected, Said said, JsonNode report) {
    JsonNode first = report.path("diagnoses").path(0);
    if (expected instanceof Bottleneck bottleneck) {
      assertThat(said.exitCode()).as(said.out()).isEqualTo(1);
      assertThat(unnumbered(first.path("operator").path("name").asString(""))).as(said.out())
          .isEqualTo(unnumbered(bottleneck.operator()));
      if (first.path("confidence").asString("").equals("HIGH")) {
        assertThat(first.path("cause").asString("")).isIn(bottleneck.cause(), "UNKNOWN");
      }
    } else {
      assertThat(said.exitCode()).as(said.out()).isZero();
      assertThat(report.path("health").asString("")).isEqualTo(((NoBottleneck) expected).health());
    }
  }

  /** The SQL planner numbers the operators of all jobs that a JobManager has planned. */
  private static String unnumbered(String operator) {
    return operator.replaceAll("\\[\\d+]", "");
  }

  private static String verdict(JsonNode report) {
    JsonNode first = report.path("diagnoses").path(0);
    return report.path("health").asString("") + " " + first.path("operator").path("name").asString("") + " "
        + first.path("cause").asString("") + " " + first.path("confidence").asString("");
  }

  private static Said diagnose(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-jar", ANALYZER.toString(), "diagnose"));
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile("diagnose", ".err");
    long begun = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    Said said = new Said(exitCode, out, Files.readString(err), (System.nanoTime() - begun) / 1e9);
    Files.delete(err);
    return said;
  }
}
