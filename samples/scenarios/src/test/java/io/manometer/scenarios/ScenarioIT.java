package io.manometer.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.cli.ResultJson;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.RunListener;
import io.manometer.scenarios.run.RunResult;
import io.manometer.scenarios.run.ScenarioRun;
import io.manometer.scenarios.run.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs scenarios with the real jars: two of them once (io-sink is run for its alert), or with {@code -Dmanometer.full=true} each of them five times,
 * the first time with its fix, or for five minutes where there is no bottleneck.
 */
class ScenarioIT {

  private static final boolean FULL = Boolean.getBoolean("manometer.full");
  private static final int FULL_ROUNDS = 5;

  record Round(int number, Scenario<Setting> scenario, boolean fix, Duration healthyFor) {
    @Override
    public String toString() {
      return scenario.name() + ", round " + number + (fix ? ", with its fix" : "");
    }
  }

  static List<Round> rounds() {
    if (!FULL) {
      return List.of(
          new Round(1, Scenarios.byName("cpu-operator"), true, Duration.ofSeconds(30)),
          new Round(1, Scenarios.byName("healthy"), false, Duration.ofSeconds(30)));
    }
    List<Round> rounds = new ArrayList<>();
    for (int number = 1; number <= FULL_ROUNDS; number++) {
      for (Scenario<Setting> scenario : Scenarios.all()) {
        boolean first = number == 1;
        boolean healthy = scenario.expected() instanceof NoBottleneck;
        Duration healthyFor = first ? Duration.ofMinutes(5) : Duration.ofSeconds(30);
        rounds.add(new Round(number, scenario, first && !healthy, healthyFor));
      }
    }
    return rounds;
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void theReportIsRight(Round round) throws IOException {
    Path folder = Path.of("build", "runs", "test-" + ProcessHandle.current().pid())
        .resolve(round.toString().replaceAll("[ ,]+", "-"));
    Launch launch = new Launch(
        Path.of("agent/dist/target/manometer-agent.jar"), Path.of("analyzer-service/target/manometer.jar"), 0, folder);
    RunResult result =
        new ScenarioRun<>(round.scenario(), Workers::new, launch, round.healthyFor(), RunListener.NOBODY)
            .run(round.fix());
    System.out.println(round + ": " + ResultJson.line(result));
    Files.writeString(folder.resolve("result.json"), ResultJson.details(result));
    assertThat(result.correct())
        .withFailMessage("expected %s, the answers were%n%s%nbefore %s%nfix %s%nlogs are in %s",
            round.scenario().expected(), result.timeline().changes(), result.before(), result.fix(), folder)
        .isTrue();
  }
}
