package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.SampleReport;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenQuestionsTest {

  private static final String JOB = "orders-1";

  private final OpenQuestions questions = new OpenQuestions();

  @Test
  void theBusiestSubtaskOfABottleneckWithoutACauseIsWorthALook() {
    questions.heard(report(Health.BOTTLENECK, Cause.UNKNOWN));
    assertThat(questions.in(JOB)).contains(new SubtaskId("v2", 0));
    assertThat(questions.in("another")).isEmpty();
  }

  @Test
  void nobodyIsAskedWhereTheCauseIsKnown() {
    questions.heard(report(Health.BOTTLENECK, Cause.SYNC_IO));
    assertThat(questions.in(JOB)).isEmpty();
  }

  @Test
  void theLookGoesOnWhileItGivesTheCauseAndEndsWithTheBottleneck() {
    questions.heard(report(Health.BOTTLENECK, Cause.UNKNOWN));
    questions.heard(report(Health.BOTTLENECK, Cause.SYNC_IO));
    assertThat(questions.in(JOB)).isPresent();
    questions.heard(report(Health.HEALTHY, null));
    assertThat(questions.in(JOB)).isEmpty();
  }

  private static Report report(Health health, Cause cause) {
    Report sample = SampleReport.at(SampleReport.AT);
    Diagnosis d = sample.diagnoses().get(0);
    List<Diagnosis> diagnoses = cause == null ? List.of() : List.of(new Diagnosis(
        d.subject(), d.operator(), d.subtasks(), d.chainOperator(), cause, d.confidence(), d.summary(), d.since(),
        d.evidence(), d.remedies(), d.gain(), d.nextBottleneck()));
    return new Report(
        sample.job(), sample.at(), sample.window(), health, sample.sentence(), sample.events(), diagnoses,
        sample.operators(), sample.edges(), sample.workers(), sample.rules(), sample.missing(), sample.coverage(), sample.throughput(),
        sample.headroom(), sample.afterChange());
  }
}
