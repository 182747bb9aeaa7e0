package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.cli.ResultJson;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.RunListener;
import io.manometer.scenarios.run.RunResult;
import io.manometer.scenarios.run.ScenarioRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs scenarios on real Flink clusters with the real agent: two of them on 2.3 ({@link DiagnoseIT} runs a third), or
 * with {@code -Dmanometer.full=true} each that 2.3 and 1.20 can run.
 */
class FlinkScenarioIT {

  private static final boolean FULL = Boolean.getBoolean("manometer.full");
  private static final Path MODULE = Path.of("samples/flink-jobs").toAbsolutePath();

  record Round(FlinkRelease release, Scenario<JobSetting> scenario) {
    @Override
    public String toString() {
      return scenario.name() + " on Flink " + release.label();
    }
  }

  static List<Round> rounds() {
    List<Round> rounds = new ArrayList<>();
    for (FlinkRelease release : FULL ? FlinkRelease.values() : new FlinkRelease[] {FlinkRelease.V2_3}) {
      FlinkScenarios.on(release).stream()
          .filter(scenario -> FULL || List.of("healthy", "io-sink").contains(scenario.name()))
          .forEach(scenario -> rounds.add(new Round(release, scenario)));
    }
    return rounds;
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void theReportIsRight(Round round) {
    ClusterParts.assumeBuilt(round.release(), ClusterParts.needsKafka(round.scenario()));
    Path folder = Path.of("build", "runs", "test-" + ProcessHandle.current().pid())
        .resolve(round.toString().replaceAll("[ ,]+", "-"));
    Launch launch = new Launch(
        Path.of("agent/dist/target/manometer-agent.jar"), Path.of("analyzer-service/target/manometer.jar"), 0, folder);
    boolean watchedLonger = FULL && round.scenario().expected() instanceof NoBottleneck;
    RunResult result = new ScenarioRun<>(
        round.scenario(), processes -> new FlinkDeployment(processes, round.release(), MODULE, true), launch,
        watchedLonger ? Duration.ofMinutes(5) : Duration.ofSeconds(30), RunListener.NOBODY).run(false);
    System.out.println(round + ": " + ResultJson.line(result));
    assertThat(result.correct())
        .withFailMessage("expected %s, the answers were%n%s%n%s%nlogs are in %s",
            round.scenario().expected(), result.timeline().changes(), result.before(), folder)
        .isTrue();
  }
}
