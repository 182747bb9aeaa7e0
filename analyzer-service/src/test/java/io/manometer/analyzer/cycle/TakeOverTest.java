package io.manometer.analyzer.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.TestAgent;
import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.analyzer.source.Precedence;
import io.manometer.analyzer.source.SampleSource;
import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two sources tell of one worker, each with incarnation, totals and clock of its own; who is heard changes. */
class TakeOverTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final String BY_AGENT = "orders as the agent sees it";
  private static final String BY_REST = "orders as REST sees it";

  private final Analyst analyst =
      new Analyst(DiagnosisEngine.standard(), Limits.standard(), Duration.ofMinutes(15), job -> Optional.empty());
  private final AgentPushSource agentSource = new AgentPushSource();
  private final AgentPushSource restSource = new AgentPushSource();
  private final List<SampleSource> sources = Precedence.inOrder(List.of(agentSource, restSource));
  private final TestAgent agent = view(BY_AGENT);
  private final TestAgent rest = view(BY_REST).restarted();
  private Analyst.Known known = Analyst.Known.NOTHING;
  private Report report;
  private int second;

  @Test
  void aJobIsJudgedByRestAgainAfterTheAgentWasAttachedAndDetached() throws Exception {
    untilJudged(40, false, BY_REST);
    untilJudged(80, true, BY_AGENT);
    untilJudged(200, false, BY_REST);
  }

  @Test
  void aJobIsJudgedByTheAgentAgainAfterRestSteppedIn() throws Exception {
    untilJudged(40, true, BY_AGENT);
    untilJudged(160, false, BY_REST);
    untilJudged(200, true, BY_AGENT);
  }

  /** REST tells all the time, as it does; the agent measures all the time and is heard only when it is there. */
  private void untilJudged(int end, boolean agentIsThere, String judgedBy) throws Exception {
    while (second < end) {
      second++;
      Instant now = START.plusSeconds(second);
      byte[] byAgent = agent.nextJson();
      if (agentIsThere) {
        agentSource.accept(new ByteArrayInputStream(byAgent), null, now);
      }
      restSource.accept(new ByteArrayInputStream(rest.nextJson()), null, now);
      List<Observation> heard = sources.stream().flatMap(source -> source.fetch(now).stream()).toList();
      Analyst.Step step = analyst.step(known, heard, now);
      assertThat(step.failures()).isEmpty();
      known = step.known();
      report = step.reports().stream().findFirst().orElse(report);
    }
    assertThat(report.job().name()).isEqualTo(judgedBy);
    assertThat(report.health()).isEqualTo(Health.BOTTLENECK);
    assertThat(report.coverage().subtasksSeen()).isEqualTo(3);
    assertThat(report.coverage().dataAge()).isLessThan(Duration.ofSeconds(2));
  }

  private static TestAgent view(String name) {
    return new TestAgent("w1", "a", name)
        .operator("read", "read", 1, 0, 0.95, 1_000)
        .operator("score", "score", 1, 0.0, 0.0, 1_000)
        .operator("write", "write", 1, 0.95, 0.0, 1_000);
  }
}
