package io.manometer.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.run.Answer;
import io.manometer.scenarios.run.EnvironmentFault;
import io.manometer.scenarios.run.RunResult;
import io.manometer.scenarios.run.RunResult.Measured;
import io.manometer.scenarios.run.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurveyTest {

  private static final Scenario<String> SLOW =
      new Scenario<>("slow", "one slow operator", new Bottleneck("price", "CPU_BOUND"), "as found", null);

  private final Deque<RunResult> outcomes = new ArrayDeque<>();
  private final ByteArrayOutputStream trouble = new ByteArrayOutputStream();
  private final Survey<String> survey = new Survey<>(scenario -> {
    if (outcomes.isEmpty()) {
      throw new EnvironmentFault("no port is free");
    }
    return outcomes.removeFirst();
  });

  @Test
  void eachRunHasItsSecondsAndTheAnswersAreCounted() {
    outcomes.addAll(List.of(result("price", "CPU_BOUND", 10.5, true), result("price", "CPU_BOUND", 12.0, true),
        result("book", "SYNC_IO", 40.0, false)));

    assertThat(run(3)).isFalse();

    assertThat(survey.lines()).contains(
        "| slow | 2 of 3 | price, CPU_BOUND, HIGH (2); book, SYNC_IO, HIGH (1) | 10.5 12.0 40.0 | 10.5 12.0 40.0 |"
            + " 900.0 900.0 900.0 |",
        "Median: 12.0 s to the operator, 12.0 s to the cause.");
  }

  @Test
  void aRunThatDidNotTakePlaceIsToldAndIsNotRight() {
    outcomes.add(result("price", "CPU_BOUND", 10.5, true));

    assertThat(run(2)).isFalse();

    assertThat(survey.lines()).anyMatch(line -> line.startsWith("| slow | 1 of 2 |"));
    assertThat(trouble.toString()).contains("slow, round 2, did not take place: no port is free");
  }

  @Test
  void allRightIsRight() {
    outcomes.add(result("price", "CPU_BOUND", 10.5, true));

    assertThat(run(1)).isTrue();
  }

  private boolean run(int rounds) {
    return survey.run(List.of(SLOW), rounds, new PrintStream(trouble, true));
  }

  private static RunResult result(String operator, String cause, double seconds, boolean correct) {
    return new RunResult(SLOW, new Timeline(), new Answer("BOTTLENECK", operator, null, cause, "HIGH"), seconds, seconds,
        correct, new Measured(900.0, 1.0, 0.1), null);
  }
}
