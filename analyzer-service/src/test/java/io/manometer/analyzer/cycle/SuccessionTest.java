package io.manometer.analyzer.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.analyzer.TestAgent;
import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.Report.AfterChange;
import io.manometer.rules.report.Report.Event;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A job is ended and submitted anew under another id, as Flink's users do to change anything. */
class SuccessionTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Analyst analyst =
      new Analyst(DiagnosisEngine.standard(), Limits.standard(), Duration.ofMinutes(15), job -> Optional.empty());
  private final AgentPushSource source = new AgentPushSource();
  private Analyst.Known known = Analyst.Known.NOTHING;
  private List<Report> reports = List.of();
  private int second;

  @Test
  void theFixThatCameWithTheNextSubmissionIsProven() throws Exception {
    run(30, held("first", "score"));
    run(40, mended("second", "score"));
    assertThat(report("second").health()).isEqualTo(Health.HEALTHY);
    assertThat(report("second").afterChange().verdict()).isEqualTo(AfterChange.Verdict.EFFECTIVE);
    assertThat(report("second").afterChange().throughputBefore()).isCloseTo(1_000, within(50.0));
    assertThat(report("second").events()).containsExactly(
        new Event(START.plusSeconds(31), "Submitted anew: follows the job of the same name with the id first."));
  }

  @Test
  void anOperatorThatHasAnotherIdNowIsKnownByItsName() throws Exception {
    run(30, held("first", "score"));
    run(40, held("second", "score of the new graph"));
    assertThat(report("second").health()).isEqualTo(Health.BOTTLENECK);
    assertThat(report("second").afterChange()).isNull();
  }

  @Test
  void anotherParallelismThanBeforeIsTold() throws Exception {
    run(30, held("first", "score"));
    run(20, new TestAgent("w-second", "second", "orders")
        .operator("read", "read", 1, 0.5, 0.0, 1_500)
        .operator("score of the new graph", "score", 2, 0.5, 0.0, 750)
        .operator("write", "write", 1, 0.9, 0.0, 1_500));
    assertThat(report("second").events()).extracting(Event::summary)
        .contains("\"score\" went from 1 to 2 subtasks.");
  }

  @Test
  void anAttemptThatWasNeverJudgedIsPassedOver() throws Exception {
    run(30, held("first", "score"));
    run(3, mended("failed", "score"));
    run(40, mended("second", "score"));
    assertThat(report("second").afterChange().verdict()).isEqualTo(AfterChange.Verdict.EFFECTIVE);
    assertThat(report("second").events()).extracting(Event::summary).singleElement().asString().contains("id first");
  }

  @Test
  void aJobOfTheSameNameThatRunsBesideIsNoPredecessor() throws Exception {
    TestAgent first = held("first", "score");
    run(30, first);
    run(40, first, mended("second", "score"));
    assertThat(report("second").afterChange()).isNull();
    assertThat(report("second").events()).isEmpty();
  }

  @Test
  void ofTwoThatRunAfterwardsTheOneThatCameFirstFollows() throws Exception {
    run(30, held("first", "score"));
    TestAgent second = mended("second", "score");
    run(5, second);
    run(40, second, mended("third", "score"));
    assertThat(report("second").afterChange().verdict()).isEqualTo(AfterChange.Verdict.EFFECTIVE);
    assertThat(report("third").afterChange()).isNull();
    assertThat(report("third").events()).isEmpty();
  }

  @Test
  void aJobOfAnotherNameOrOfOtherOperatorsFollowsNobody() throws Exception {
    run(30, held("first", "score"));
    run(40, new TestAgent("w3", "other", "payments").operator("read", "read", 1, 0.5, 0, 1_500)
        .operator("score", "score", 1, 0.5, 0.0, 1_500),
        new TestAgent("w4", "alike", "orders").operator("a", "a", 1, 0.5, 0, 1_500)
            .operator("b", "b", 1, 0.5, 0, 1_500));
    assertThat(report("other").events()).isEmpty();
    assertThat(report("other").afterChange()).isNull();
    assertThat(report("alike").events()).isEmpty();
    assertThat(report("alike").afterChange()).isNull();
  }

  private void run(int seconds, TestAgent... agents) throws Exception {
    for (int end = second + seconds; second < end; ) {
      Instant now = START.plusSeconds(++second);
      for (TestAgent agent : agents) {
        source.accept(new ByteArrayInputStream(agent.nextJson()), null, now);
      }
      List<Observation> heard = new ArrayList<>(source.fetch(now));
      Analyst.Step step = analyst.step(known, heard, now);
      assertThat(step.failures()).isEmpty();
      known = step.known();
      reports = step.reports();
    }
  }

  private Report report(String job) {
    return reports.stream().filter(report -> report.job().id().equals(job)).findFirst().orElseThrow();
  }

  private static TestAgent held(String job, String scoreId) {
    return new TestAgent("w-" + job, job, "orders")
        .operator("read", "read", 1, 0, 0.95, 1_000)
        .operator(scoreId, "score", 1, 0.0, 0.0, 1_000)
        .operator("write", "write", 1, 0.95, 0.0, 1_000);
  }

  private static TestAgent mended(String job, String scoreId) {
    return new TestAgent("w-" + job, job, "orders")
        .operator("read", "read", 1, 0.5, 0.0, 1_500)
        .operator(scoreId, "score", 1, 0.5, 0.0, 1_500)
        .operator("write", "write", 1, 0.9, 0.0, 1_500);
  }
}
