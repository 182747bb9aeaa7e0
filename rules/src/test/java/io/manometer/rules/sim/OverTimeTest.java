package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.Report.AfterChange.Verdict;
import io.manometer.rules.report.Report.Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to diagnoses from cycle to cycle: steadiness, fixes, restarts, silence. */
class OverTimeTest {

  private final FlowModel model = new FlowModel(21, 2);
  private final SimOperator source = model.source("source", 1, 0.0001).arriving(1200);
  private final SimOperator parse = model.operator("parse", 1, 0.0002);
  private final SimOperator score = model.operator("score", 1, 0.0013);
  private final SimOperator store = model.operator("store", 1, 0.0001);
  private final Watched watched = new Watched(model);

  {
    model.edge(source, parse);
    model.edge(parse, score);
    model.edge(score, store);
  }

  @Test
  void aDiagnosisStaysAsItIsAndKeepsItsBeginning() {
    watched.run(80);
    List<Diagnosis> all = watched.reports.stream().flatMap(r -> r.diagnoses().stream()).toList();
    assertThat(all).hasSizeGreaterThan(65);
    assertThat(all).allMatch(d -> d.operator().name().equals("score") && d.cause() == Cause.CPU_BOUND);
    assertThat(all.stream().map(Diagnosis::since).distinct()).hasSize(1);
  }

  @Test
  void aFixThatWorksIsSaidToWork() {
    watched.run(40);
    score.costing(0.0005);
    watched.run(60);
    Report report = watched.last();
    assertThat(report.health()).isIn(Health.HEALTHY, Health.DEGRADED);
    assertThat(report.afterChange().verdict()).isEqualTo(Verdict.EFFECTIVE);
    assertThat(report.afterChange().operator()).isEqualTo("score");
    assertThat(report.afterChange().cause()).isEqualTo(Cause.CPU_BOUND);
    assertThat(report.afterChange().throughputAfter()).isGreaterThan(report.afterChange().throughputBefore() * 1.2);
  }

  @Test
  void theProofSurvivesARestartOfTheJob() {
    watched.run(40);
    score.costing(0.0005);
    model.restart();
    watched.run(7);
    assertThat(watched.last().health()).isEqualTo(Health.INSUFFICIENT_DATA);
    watched.run(43);
    assertThat(watched.last().afterChange().verdict()).isEqualTo(Verdict.EFFECTIVE);
  }

  @Test
  void aRestartIsToldWhileTheNewAttemptIsTooYoungToJudgeAndAfterwards() {
    watched.run(40);
    assertThat(watched.last().events()).isEmpty();
    List.of(source, parse, score, store).forEach(operator -> operator.attempt = 1);
    model.restart();
    watched.run(3);
    assertThat(watched.last().health()).isEqualTo(Health.INSUFFICIENT_DATA);
    List<Event> told = watched.last().events();
    assertThat(told).extracting(Event::summary).containsExactly("All 4 subtasks were started anew, as attempt 2.");
    watched.run(20);
    assertThat(watched.last().health()).isEqualTo(Health.BOTTLENECK);
    assertThat(watched.last().events()).isEqualTo(told);
  }

  @Test
  void demandThatFallsProvesNothing() {
    watched.run(40);
    source.arriving(300);
    watched.run(60);
    assertThat(watched.last().diagnoses()).isEmpty();
    assertThat(watched.last().afterChange().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(watched.last().afterChange().summary()).contains("demand fell");
  }

  @Test
  void aBottleneckThatOnlyMovesIsFollowedAndItsFixJudged() {
    watched.run(40);
    score.costing(0.0002);
    store.costing(0.0014);
    watched.run(45);
    assertThat(watched.diagnosis().operator().name()).isEqualTo("store");
    assertThat(watched.last().afterChange().operator()).isEqualTo("score");
    assertThat(watched.last().afterChange().verdict()).isEqualTo(Verdict.INEFFECTIVE);
  }

  @Test
  void aShortStallIsNoBottleneck() {
    score.costing(0.0005);
    watched.run(30);
    score.costing(0.004);
    watched.run(2);
    score.costing(0.0005);
    watched.run(30);
    assertThat(watched.reports).noneMatch(r -> r.health() == Health.BOTTLENECK);
  }

  @Test
  void catchingUpAfterAStallIsNoBottleneck() {
    score.costing(0.0007);
    watched.run(30);
    score.costing(0.02);
    watched.run(5);
    score.costing(0.0007);
    watched.run(40);
    assertThat(watched.reports.subList(45, 75)).noneMatch(r -> r.health() == Health.BOTTLENECK);
  }

  @Test
  void aBottleneckThatComesAndGoesEachSecondDoesNotFlicker() {
    for (int i = 0; i < 40; i++) {
      score.costing(i % 2 == 0 ? 0.0018 : 0.0009);
      watched.run(1);
    }
    List<String> said =
        watched.reports.subList(14, 40).stream()
            .map(r -> r.diagnoses().isEmpty() ? "none" : r.diagnoses().get(0).operator().name())
            .toList();
    assertThat(said.stream().distinct()).hasSize(1);
  }

  @Test
  void pausesAboutTheirLimitDoNotMakeAJobHealthyAndDegradedByTurns() {
    score.costing(0.0003);
    model.oneWorker = true;
    watched.run(20);
    for (int i = 0; i < 40; i++) {
      model.gcShare[0] = i % 2 == 0 ? 0.13 : 0.08;
      watched.run(1);
    }
    List<Health> said = watched.reports.subList(20, 60).stream().map(Report::health).toList();
    assertThat(said).contains(Health.DEGRADED);
    assertThat(said.subList(said.indexOf(Health.DEGRADED), said.size())).containsOnly(Health.DEGRADED);
  }

  @Test
  void aNewFaultElsewhereIsANewDiagnosisWithABeginningOfItsOwn() {
    watched.run(40);
    Instant first = watched.diagnosis().since();
    score.costing(0.0003);
    watched.run(30);
    store.costing(0.0014);
    watched.run(30);
    assertThat(watched.diagnosis().operator().name()).isEqualTo("store");
    assertThat(watched.diagnosis().since()).isAfter(first);
    assertThat(watched.reports).map(r -> r.diagnoses().size()).allMatch(n -> n <= 1);
  }

  @Test
  void theCauseMayChangeWhereThePlaceStays() {
    watched.run(40);
    score.doing(Work.io());
    watched.run(25);
    assertThat(watched.diagnosis().operator().name()).isEqualTo("score");
    assertThat(watched.diagnosis().cause()).isEqualTo(Cause.SYNC_IO);
    List<Cause> causes =
        watched.reports.stream().flatMap(r -> r.diagnoses().stream()).map(Diagnosis::cause).toList();
    long changes = 0;
    for (int i = 1; i < causes.size(); i++) {
      changes += Objects.equals(causes.get(i), causes.get(i - 1)) ? 0 : 1;
    }
    assertThat(changes).isLessThanOrEqualTo(2);
  }

  @Test
  void aSilentWorkerLeavesTooLittleToDecide() {
    watched.run(40);
    watched.silenced.add("worker-1");
    watched.run(12);
    assertThat(watched.last().health()).isEqualTo(Health.INSUFFICIENT_DATA);
    assertThat(watched.last().diagnoses()).isEmpty();
    assertThat(watched.last().coverage().stale()).containsExactly("worker-1");
    assertThat(watched.last().sentence()).contains("worker-1");
    watched.silenced.clear();
    watched.run(12);
    assertThat(watched.diagnosis().operator().name()).isEqualTo("score");
  }

  @Test
  void lagBeyondWhatTheJobAcceptsThatShrinksIsDegraded() {
    watched.run(60);
    score.costing(0.00075);
    watched.run(30);
    assertThat(watched.last().health()).isEqualTo(Health.DEGRADED);
    assertThat(watched.last().diagnoses()).isEmpty();
    assertThat(watched.last().sentence())
        .contains("late, more than the job accepts, and catches up at the pace of \"score\".");
  }

  @Test
  void whereALargeLagIsWorkedOffItIsSaidWhoSetsThePaceAndNotThatNothingHoldsTheJobBack() {
    model.slaLag = Optional.empty();
    watched.run(100);
    score.costing(0.00075);
    watched.run(30);
    assertThat(watched.last().health()).isEqualTo(Health.DEGRADED);
    assertThat(watched.last().diagnoses()).isEmpty();
    assertThat(watched.last().sentence())
        .startsWith("No more arrives than is handled, but:")
        .contains("late and catches up at the pace of \"score\".");
  }
}
