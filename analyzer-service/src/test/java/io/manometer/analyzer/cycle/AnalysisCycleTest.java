package io.manometer.analyzer.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.manometer.analyzer.RunningAnalyzer;
import io.manometer.analyzer.TestAgent;
import io.manometer.analyzer.history.LatestReports;
import io.manometer.analyzer.history.ReportFolder;
import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.analyzer.source.ObservationLog;
import io.manometer.analyzer.source.SampleSource;
import io.manometer.analyzer.source.TroubleLog;
import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.RuleVerdict;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.Window;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AnalysisCycleTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration FORGET = Duration.ofMinutes(15);
  private static final Map<String, Duration> ACCEPTED = Map.of("orders", Duration.ofSeconds(30));

  private final AgentPushSource push = new AgentPushSource();
  private final LatestReports reports = new LatestReports(new ReportFolder(Path.of("unused"), 1));
  private final List<Report> heard = new ArrayList<>();

  @Test
  void eachJobHasAReportThatListenersHear() throws Exception {
    AnalysisCycle cycle = cycle(List.of(push), DiagnosisEngine.standard(), List.of((report, at) -> heard.add(report)));
    TestAgent a = TestAgent.withBottleneck("w1", "a");
    TestAgent b = TestAgent.withBottleneck("w1", "b");
    for (int second = 1; second <= 20; second++) {
      accept(a, START.plusSeconds(second));
      accept(b, START.plusSeconds(second));
      cycle.run(START.plusSeconds(second));
    }
    assertThat(reports.latest()).extracting(report -> report.job().id()).containsExactlyInAnyOrder("a", "b");
    Report made = reports.latest("a").orElseThrow();
    assertThat(made.at()).isEqualTo(START.plusSeconds(20));
    assertThat(made.health()).isEqualTo(Health.BOTTLENECK);
    assertThat(made.diagnoses()).first().extracting(diagnosis -> diagnosis.operator().id()).isEqualTo("score");
    assertThat(heard).filteredOn(report -> report.at().equals(START.plusSeconds(20))).hasSize(2);
    assertThat(cycle.health().failures()).isZero();
  }

  @Test
  void aSourceThatThrowsDoesNotKeepOthersFromBeingHeard() throws Exception {
    SampleSource broken = now -> {
      throw new IllegalStateException("no luck");
    };
    AnalysisCycle cycle = cycle(List.of(broken, push), DiagnosisEngine.standard(), List.of());
    accept(TestAgent.withBottleneck("w1", "a"), START);
    cycle.run(START);
    assertThat(reports.latest()).hasSize(1);
    assertThat(cycle.health().failures()).isEqualTo(1);
    assertThat(cycle.health().lastFailure()).contains("source", "no luck");
  }

  @Test
  void whatASourceKnowsOfWhyNothingIsKnownComesFirstOnTheReport() throws Exception {
    SampleSource informed = new SampleSource() {
      @Override
      public List<Observation> fetch(Instant now) {
        return List.of();
      }

      @Override
      public Optional<String> remark(Report report) {
        return Optional.of("Nobody answers for " + report.job().id() + ".");
      }
    };
    AnalysisCycle cycle = cycle(
        List.of(push, informed), DiagnosisEngine.standard(), List.of((report, at) -> heard.add(report)));
    accept(TestAgent.withBottleneck("w1", "a"), START);
    cycle.run(START);
    assertThat(reports.latest("a").orElseThrow().missing()).hasSizeGreaterThan(1)
        .first().isEqualTo("Nobody answers for a.");
    assertThat(heard).isEqualTo(reports.latest());
  }

  @Test
  void whatTroublesASourceIsLoggedOnceAndTheOthersAreHeard() throws Exception {
    SampleSource troubled = new SampleSource() {
      @Override
      public List<Observation> fetch(Instant now) {
        return List.of();
      }

      @Override
      public Optional<String> trouble() {
        return Optional.of("no answer");
      }

      @Override
      public String name() {
        return "troubled";
      }
    };
    Logger logger = (Logger) LoggerFactory.getLogger(TroubleLog.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      AnalysisCycle cycle = cycle(List.of(troubled, push), DiagnosisEngine.standard(), List.of());
      accept(TestAgent.withBottleneck("w1", "a"), START);
      cycle.run(START);
      cycle.run(START.plusSeconds(1));
      assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("No data from troubled: no answer");
      assertThat(reports.latest()).hasSize(1);
      assertThat(cycle.health().failures()).isZero();
    } finally {
      logger.detachAppender(lines);
    }
  }

  @Test
  void aListenerThatThrowsDoesNotKeepOthersFromHearing() throws Exception {
    AnalysisCycle cycle = cycle(List.of(push), DiagnosisEngine.standard(), List.of(
        (report, at) -> {
          throw new IllegalStateException("deaf");
        },
        (report, at) -> heard.add(report)));
    accept(TestAgent.withBottleneck("w1", "a"), START);
    cycle.run(START);
    assertThat(heard).hasSize(1);
    assertThat(cycle.health().lastFailure()).contains("listener", "deaf");
  }

  @Test
  void aRuleThatThrowsIsShownOnTheReportAndTheCycleGoesOn() throws Exception {
    AnalysisCycle cycle = cycle(List.of(push), new DiagnosisEngine(List.of(new ThrowingRule()), List.of()), List.of());
    TestAgent agent = TestAgent.withBottleneck("w1", "a");
    for (int second = 1; second <= 20; second++) {
      accept(agent, START.plusSeconds(second));
      cycle.run(START.plusSeconds(second));
    }
    Report report = reports.latest("a").orElseThrow();
    assertThat(report.at()).isEqualTo(START.plusSeconds(20));
    assertThat(report.rules()).anySatisfy(verdict -> {
      assertThat(verdict.rule()).isEqualTo("always-throws");
      assertThat(verdict.outcome()).isEqualTo(RuleVerdict.Outcome.FAILED);
    });
  }

  @Test
  void aSilentJobIsStaleAtFirstAndForgottenLater() throws Exception {
    AnalysisCycle cycle = cycle(List.of(push), DiagnosisEngine.standard(), List.of());
    TestAgent agent = TestAgent.withBottleneck("w1", "a");
    for (int second = 1; second <= 20; second++) {
      accept(agent, START.plusSeconds(second));
      cycle.run(START.plusSeconds(second));
    }
    cycle.run(START.plusSeconds(80));
    Report stale = reports.latest("a").orElseThrow();
    assertThat(stale.health()).isEqualTo(Health.INSUFFICIENT_DATA);
    assertThat(stale.diagnoses()).isEmpty();
    assertThat(stale.coverage().subtasksSeen()).isZero();
    assertThat(stale.coverage().stale()).containsExactly("w1");
    assertThat(stale.coverage().dataAge()).isEqualTo(Duration.ofSeconds(60));
    cycle.run(START.plusSeconds(20).plus(FORGET));
    assertThat(reports.latest("a")).isPresent();
    cycle.run(START.plusSeconds(21).plus(FORGET));
    assertThat(reports.latest("a")).isEmpty();
  }

  @Test
  void aWorkerThatStartsAnewIsNoJumpBackInTime() throws Exception {
    AnalysisCycle cycle = cycle(List.of(push), DiagnosisEngine.standard(), List.of());
    TestAgent agent = TestAgent.withBottleneck("w1", "a");
    for (int second = 1; second <= 60; second++) {
      if (second == 30) {
        agent.restarted();
      }
      accept(agent, START.plusSeconds(second));
      cycle.run(START.plusSeconds(second));
      reports.latest("a").ifPresent(report -> assertThat(report.operators()).allSatisfy(operator -> {
        assertThat(operator.busyMax() == null || operator.busyMax() >= 0 && operator.busyMax() <= 1).isTrue();
        assertThat(operator.readsPerSecond() == null || operator.readsPerSecond() >= 0).isTrue();
      }));
    }
    assertThat(cycle.health().failures()).isZero();
    assertThat(reports.latest("a").orElseThrow().coverage().subtasksSeen()).isEqualTo(3);
  }

  @Test
  void theSettingsSayWhichLagIsAcceptableForAJobThatDeclaresNone() throws Exception {
    AnalysisCycle cycle = cycle(List.of(push), DiagnosisEngine.standard(), List.of());
    accept(new TestAgent("w1", "a", "orders").operator("read", "read", 1, 0, 0.95, 1_000), START);
    accept(new TestAgent("w1", "b", "payments").operator("read", "read", 1, 0, 0.95, 1_000), START);
    cycle.run(START);
    assertThat(reports.latest("a").orElseThrow().throughput().slaLagSeconds()).isEqualTo(30);
    assertThat(reports.latest("b").orElseThrow().throughput().slaLagSeconds()).isNull();
  }

  @Test
  void whatTheJobItselfDeclaresHoldsBeforeTheSettingsThoughAWorkerDoesNotKnowIt() throws Exception {
    SampleSource source = now -> push.fetch(now).stream().map(o -> o.worker().id().equals("w1") ? declaring(o) : o).toList();
    AnalysisCycle cycle = cycle(List.of(source), DiagnosisEngine.standard(), List.of());
    accept(TestAgent.withBottleneck("w1", "a"), START);
    accept(TestAgent.withBottleneck("w2", "a"), START.plusSeconds(1));
    cycle.run(START.plusSeconds(1));
    assertThat(reports.latest("a").orElseThrow().throughput().slaLagSeconds()).isEqualTo(5);
  }

  private static Observation declaring(Observation o) {
    return new Observation(
        o.job().accepting(Optional.of(Duration.ofSeconds(5))), o.worker(), o.at(), o.uptimeNanos(), o.subtasks());
  }

  @Test
  void moreJobsThanTheBoundAreCountedAndNotTaken() throws Exception {
    AnalysisCycle cycle = cycle(List.of(push), DiagnosisEngine.standard(), List.of());
    for (int job = 0; job < 210; job++) {
      accept(TestAgent.withBottleneck("w1", "job-" + job), START);
    }
    cycle.run(START);
    assertThat(reports.latest()).hasSize(200);
    assertThat(cycle.health().droppedObservations()).isEqualTo(10);
  }

  @Test
  void evenAnErrorDoesNotEndTheSchedule() {
    AtomicInteger calls = new AtomicInteger();
    SampleSource deadly = now -> {
      calls.incrementAndGet();
      throw new StackOverflowError("on purpose");
    };
    try (AnalysisCycle cycle = cycle(List.of(deadly), DiagnosisEngine.standard(), List.of())) {
      cycle.start();
      RunningAnalyzer.await(() -> calls.get() >= 2 && cycle.health().cycles() >= 2);
      assertThat(cycle.health().lastFailure()).contains("on purpose");
    }
  }

  private AnalysisCycle cycle(List<SampleSource> sources, DiagnosisEngine engine, List<ReportListener> listeners) {
    Analyst analyst = new Analyst(engine, Limits.standard(), FORGET, job -> Optional.ofNullable(ACCEPTED.get(job)));
    return new AnalysisCycle(sources, ObservationLog.NONE, analyst, reports, () -> listeners, Clock.systemUTC());
  }

  private void accept(TestAgent agent, Instant at) throws Exception {
    push.accept(new ByteArrayInputStream(agent.nextJson()), null, at);
  }

  private static final class ThrowingRule implements Rule {
    @Override
    public RuleCard card() {
      return new RuleCard("always-throws", "Always throws", "Nothing.", List.of(), List.of());
    }

    @Override
    public Verdict evaluate(Window window, Limits limits) {
      throw new IllegalStateException("broken rule");
    }
  }
}
