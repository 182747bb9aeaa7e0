package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Remedy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated jobs whose source tells its lag as Kafka's does: as of the last fetch, less what was polled of that since. */
class OldLagTest extends SimulatedJob {

  private static final int LARGE_FETCH = 5000;

  /** What Flink's REST API gives. */
  private static final FlowModel.Detail TIMES_ONLY = new FlowModel.Detail(false, false, false, true, true, true, false);

  private final SimOperator source = model.source("orders", 2, 0.00002);

  @ParameterizedTest(name = "{0} records/s arrive, {1} ms each")
  @CsvSource({"200, 20, 5000", "200, 20, 1000", "200, 15, 5000", "500, 5, 5000", "600, 4, 5000", "1000, 3, 5000", "60, 100, 1000"})
  void whoeverHoldsASourceBackIsNamedThoughItsLagStandsStillForAsLongAsItWaits(double rate, double millis, int fetch) {
    polling(rate, fetch);
    model.edge(source, model.operator("call", 2, millis / 1000).doing(Work.io()), Partitioning.HASH, 1);
    Watched watched = new Watched(model).run(120);
    List<Health> late = watched.reports.subList(45, 120).stream().map(r -> r.health()).toList();
    assertThat(late).filteredOn(h -> h == Health.BOTTLENECK).hasSizeGreaterThan(70);
    is(watched.diagnosis(), "call", Cause.SYNC_IO);
  }

  @Test
  void howMuchMoreIsWantedIsNotMadeUpWhereTheLagIsOld() {
    polling(200, LARGE_FETCH);
    model.edge(source, model.operator("call", 2, 0.02).doing(Work.io()), Partitioning.HASH, 1);
    Diagnosis d = new Watched(model).run(58).diagnosis();
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
    assertThat(d.gain()).isNull();
    assertThat(d.remedies()).filteredOn(r -> r.kind() == Remedy.Kind.DO).extracting(Remedy::why)
        .anyMatch(why -> why.contains("How much waits is not known"));
  }

  @Test
  void anOperatorThatHangsIsNamed() {
    polling(500, LARGE_FETCH);
    SimOperator sink = model.operator("sink", 2, 0.0005);
    model.edge(source, sink, Partitioning.HASH, 1);
    Watched watched = new Watched(model).run(20);
    sink.costing(1e6);
    assertThat(watched.run(40).diagnosis().operator().name()).isEqualTo("sink");
  }

  @Test
  void aHangBehindLargeBuffersIsNamedBeforeTheSourceWaits() {
    source.arriving(2);
    SimOperator sink = model.operator("sink", 1, 0.001);
    model.edge(source, sink);
    Watched watched = new Watched(model).run(20);
    sink.costing(1e6);
    assertThat(watched.run(14).diagnosis().operator().name()).isEqualTo("sink");
  }

  @ParameterizedTest(name = "{0} records/s arrive, {1} ms each")
  @CsvSource({"200, 4, 5000", "100, 12, 1000", "2000, 0.6, 5000", "20, 60, 1000"})
  void aJobThatKeepsUpHasNoBottleneck(double rate, double millis, int fetch) {
    polling(rate, fetch);
    model.edge(source, model.operator("call", 2, millis / 1000).doing(Work.io()), Partitioning.HASH, 1);
    noneHoldsBack(90);
  }

  @Test
  void norHasOneWhoseRecordsComeAllAtOnceTwiceAMinute() {
    polling(200, LARGE_FETCH);
    source.arrivesEvery = 30;
    model.edge(source, model.operator("call", 2, 0.003).doing(Work.io()), Partitioning.HASH, 1);
    noneHoldsBack(120);
  }

  @Test
  void norHasOneWhoseRecordsComeAllAtOnceEachMinuteWhereReadingsAreRare() {
    polling(1000, 100_000);
    source.arrivesEvery = 60;
    model.edge(source, model.operator("call", 2, 0.0007), Partitioning.HASH, 1);
    model.detail = TIMES_ONLY;
    Watched watched = new Watched(model);
    watched.pace = 12;
    List<Health> seen = watched.run(600).reports.stream().map(r -> r.health()).toList();
    assertThat(seen).contains(Health.HEALTHY).doesNotContain(Health.BOTTLENECK);
  }

  @Test
  void aJobThatDoesNotKeepUpIsFoundByRareReadings() {
    polling(200, LARGE_FETCH);
    model.edge(source, model.operator("call", 2, 0.02), Partitioning.HASH, 1);
    model.detail = TIMES_ONLY;
    Watched watched = new Watched(model);
    watched.pace = 12;
    List<Health> seen = watched.run(600).reports.stream().map(r -> r.health()).toList();
    assertThat(seen.subList(200, 600)).filteredOn(h -> h == Health.BOTTLENECK).hasSizeGreaterThan(350);
  }

  private void polling(double rate, int fetchSize) {
    source.arriving(rate).polled = 500;
    source.fetchSize = fetchSize;
    model.slaLag = Optional.empty();
  }

  private void noneHoldsBack(int seconds) {
    assertThat(new Watched(model).run(seconds).reports.subList(20, seconds)).extracting(r -> r.health())
        .doesNotContain(Health.BOTTLENECK);
  }
}
