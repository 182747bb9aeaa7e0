package io.manometer.ui.view;

import static io.manometer.ui.fixture.ReportBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Report;
import io.manometer.ui.fixture.ReportBuilder;
import io.manometer.ui.fixture.Reports;
import io.manometer.ui.text.Watch;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReportViewTest {

  private static final Watch WATCH = new Watch(NOW, ZoneOffset.UTC, false);
  private static final Levels LEVELS = new Levels(0.1, 0.5);
  private static final Shell.Assets ASSETS = new Shell.Assets("v", "/css", "/js", "/icon");

  @Test
  void theHeadlineIsTheSentenceAndTheFirstCauseFollows() {
    ReportView view = view(Reports.ioSink());
    assertThat(view.sentence().text()).startsWith("jdbc-sink is the bottleneck");
    assertThat(view.health().word()).isEqualTo("Bottleneck");
    assertThat(view.diagnoses().get(0).cause()).isEqualTo("Synchronous I/O");
    assertThat(view.diagnoses().get(0).todo()).hasSize(2);
    assertThat(view.diagnoses().get(0).avoid()).hasSize(2);
    assertThat(view.diagnoses().get(0).gain().text()).isEqualTo("×1.63");
    assertThat(view.diagnoses().get(0).next().url()).isEqualTo("/jobs/orders/operators/enrich");
  }

  @Test
  void whatHappenedOfLateIsToldWithItsTime() {
    Report report = new ReportBuilder("a", "a").event(NOW.minusSeconds(95), "All 4 subtasks were started anew.").build();
    assertThat(view(report).events()).singleElement().satisfies(event -> {
      assertThat(event.summary().text()).isEqualTo("All 4 subtasks were started anew.");
      assertThat(event.at().text()).isEqualTo("14:03:25 +00:00");
      assertThat(event.at().ago().replace('\u00a0', ' ')).isEqualTo("1 min 35 s ago");
    });
    assertThat(view(Reports.healthy()).events()).isEmpty();
  }

  @Test
  void subtasksAreListedForTheOperatorsThatADiagnosisNames() {
    assertThat(view(Reports.ioSink()).subtasks()).extracting(table -> table.operator().text()).containsExactly("jdbc-sink");
    assertThat(view(Reports.healthy()).subtasks()).isEmpty();
  }

  @Test
  void eachKindOfSubjectIsNamedInItsOwnWords() {
    assertThat(view(Reports.several()).diagnoses()).extracting(DiagnosisView::subject).containsExactly(
        "at", "in these together:", "on the edge", "of one worker, which runs", "of the job as a whole");
    assertThat(view(Reports.several()).diagnoses().get(2).operators()).extracting(each -> each.name().text()).containsExactly("split", "archive");
  }

  @Test
  void freshAndWholeDataNeedsNoNotice() {
    assertThat(view(Reports.ioSink()).notices()).isEmpty();
  }

  @Test
  void staleDataIsSaidToBeStaleAndHowOld() {
    ReportView view = view(Reports.stale());
    assertThat(view.notices()).singleElement().satisfies(notice -> {
      assertThat(notice.css()).isEqualTo("high");
      assertThat(notice.title().replace('\u00a0', ' ')).isEqualTo("Stale: no fresh data for 3 min 23 s.");
      assertThat(notice.text().text()).startsWith("What follows is how it stood then");
    });
    assertThat(view.coverage().stale()).isTrue();
  }

  @Test
  void aReportThatIsNoLongerRenewedGrowsStaleByItself() {
    Report report = Reports.ioSink();
    Watch later = new Watch(NOW.plus(Duration.ofMinutes(5)), ZoneOffset.UTC, false);
    assertThat(ReportView.latest(report, LEVELS, later, ASSETS).coverage().stale()).isTrue();
    assertThat(ReportView.kept("k", report, LEVELS, later, ASSETS).coverage().stale()).isFalse();
  }

  @Test
  void aSilentWorkerIsNamedAndWhatRunsThereIsNotZero() {
    ReportView view = view(Reports.partial());
    assertThat(view.notices().get(0).title()).isEqualTo("Partial: 4 of 6 subtasks seen.");
    assertThat(view.notices().get(0).text().text()).contains("Silent worker: worker-9").contains("not counted as zero");
    assertThat(view.operators().get(2).busy().isAbsent()).isTrue();
    assertThat(view.operators().get(2).level().word()).isEqualTo("UNKNOWN");
  }

  @Test
  void whatASilentWorkerSaidLastIsNotShownAsItsState() {
    WorkerRow silent = view(Reports.partial()).workers().get(1);
    assertThat(silent.data().word()).isEqualTo("Silent");
    assertThat(silent.agent().word()).isEqualTo("Not heard");
    assertThat(silent.heap().isAbsent()).isTrue();
  }

  @Test
  void whereNoWorkerIsHeardNoAgeIsMadeUp() {
    Report report = new ReportBuilder("a", "a").coverage(0, 6, Duration.ZERO, "worker-1", "worker-2").build();
    assertThat(view(report).notices().get(0).title()).isEqualTo("Stale: no worker is heard.");
    assertThat(view(report).coverage().age()).isEqualTo("no fresh data");
  }

  @Test
  void aJobThatJustStartedSaysWhatIsMissing() {
    ReportView view = view(Reports.starting());
    assertThat(view.undecided()).isTrue();
    assertThat(view.coverage().age()).isEqualTo("no data yet");
    assertThat(view.coverage().missing()).hasSize(2);
    assertThat(view.graph()).isNull();
  }

  @Test
  void aKeptReportIsSeenFromItsOwnTimeAndLinksWithinItself() {
    Report report = Reports.ioSink();
    ReportView view = ReportView.kept(
        "r 1", report, LEVELS, new Watch(NOW.plus(Duration.ofDays(3)), ZoneOffset.UTC, false), ASSETS);
    assertThat(view.shell().live()).isFalse();
    assertThat(view.keptAt().ago().replace('\u00a0', ' ')).isEqualTo("3 d ago");
    assertThat(view.since().ago()).endsWith("before");
    assertThat(view.operators().get(0).url()).isEqualTo("/reports/r%201/operators/orders-src");
    assertThat(view.jobUrl()).isEqualTo("/jobs/orders");
    assertThat(view.jsonUrl()).isNull();
  }

  @Test
  void rulesThatFoundSomethingComeFirstAndQuietOnesStandApart() {
    RulesView rules = view(Reports.ioSink()).rules();
    assertThat(rules.told()).extracting(rule -> rule.outcome().word())
        .containsExactly("Found", "Found", "Found", "Failed", "Not enough data");
    assertThat(rules.quiet()).extracting(rule -> rule.outcome().word())
        .containsExactly("Clear", "Clear", "Not applicable");
    assertThat(rules.quietly()).isEqualTo("3 quiet rules: 2 clear, 1 not applicable");
  }

  @Test
  void lagSaysWhetherItGrows() {
    FlowView.Entry lag = view(Reports.ioSink()).flow().entries().get(2);
    assertThat(lag.figure().text().replace('\u00a0', ' ')).isEqualTo("1.2 M rec · 1 min 38 s");
    assertThat(lag.note().text().replace('\u00a0', ' ')).isEqualTo("growing 7.8 k rec/s");
    assertThat(view(Reports.healthy()).flow().entries().get(2).note().text()).isEqualTo("steady");
    assertThat(view(Reports.nearSaturation()).flow().entries().get(2).note()).isNull();
  }

  @Test
  void theLagThatTheJobAcceptsIsShownWhereItDeclaresOne() {
    assertThat(view(Reports.ioSink()).flow().entries()).extracting(FlowView.Entry::word).contains("Accepted lag");
    assertThat(view(Reports.healthy()).flow().entries()).extracting(FlowView.Entry::word).doesNotContain("Accepted lag");
  }

  @Test
  void headroomIsShownOnlyWhereNothingHoldsTheJobBack() {
    assertThat(view(Reports.healthy()).flow().entries().get(3).figure().text().replace('\u00a0', ' ')).isEqualTo("140 %");
    assertThat(view(new ReportBuilder("a", "a").headroom(300).build()).flow().entries().get(3).figure().text()).isEqualTo("more than ×20");
  }

  @Test
  void aSummaryThatTheHeadlineAlreadySaysIsNotRepeated() {
    Report report = Reports.ioSink();
    assertThat(view(report).diagnoses().get(0).summary()).isNotNull();
    assertThat(view(Reports.withSentence(report, report.diagnoses().get(0).summary() + " There is one more.")).diagnoses().get(0).summary()).isNull();
  }

  @Test
  void anOperatorKnowsWhatIsSaidOfIt() {
    OperatorPage sink = OperatorPage.latest(Reports.ioSink(), "sink", WATCH, ASSETS).orElseThrow();
    assertThat(sink.cause()).isEqualTo("Synchronous I/O");
    assertThat(sink.stacks()).hasSize(2);
    assertThat(sink.split().entries()).extracting(entry -> entry.word() + " " + entry.share().text().replace('\u00a0', ' '))
        .contains("I/O 91 %", "State –", "Sleep 0 %");
    assertThat(OperatorPage.latest(Reports.ioSink(), "parse", WATCH, ASSETS).orElseThrow().verdict()).isNull();
    assertThat(OperatorPage.latest(Reports.ioSink(), "nobody", WATCH, ASSETS)).isEmpty();
  }

  private static ReportView view(Report report) {
    return ReportView.latest(report, LEVELS, WATCH, ASSETS);
  }
}
