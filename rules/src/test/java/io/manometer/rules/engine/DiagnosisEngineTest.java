package io.manometer.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.rules.cause.CauseRule;
import io.manometer.rules.cause.Judgement;
import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.RuleVerdict;
import io.manometer.rules.report.RuleVerdict.Outcome;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.sim.Cases;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisEngineTest {

  @Test
  void aRuleThatBreaksIsFailedAndTheOthersGoOn() {
    List<Rule> rules = new ArrayList<>(StandardRules.named());
    rules.add(0, new BrokenRule());
    Report report = diagnose(new DiagnosisEngine(rules, StandardRules.causes()), Cases.healthy());
    assertThat(report.rules()).hasSize(rules.size());
    assertThat(report.rules().get(0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.rules().get(0).summary()).contains("it is late");
    assertThat(report.health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void aCauseThatBreaksIsFailedAndTheOthersDecide() {
    List<CauseRule> causes = new ArrayList<>(StandardRules.causes());
    causes.add(0, new BrokenCause());
    DiagnosisEngine engine = new DiagnosisEngine(StandardRules.named(), causes);
    Limits atOnce = Limits.of(Map.of("steady.confirm", 0.0), StandardRules.limits());
    Report report = engine.diagnose(Cases.of(Cause.SYNC_IO), atOnce, Memory.none()).report();
    assertThat(report.diagnoses().get(0).cause()).isEqualTo(Cause.SYNC_IO);
    assertThat(report.rules()).filteredOn(r -> r.rule().equals("broken-cause"))
        .extracting(RuleVerdict::outcome).containsExactly(Outcome.FAILED);
  }

  @Test
  void theSameWindowGivesTheSameReport() {
    DiagnosisEngine engine = DiagnosisEngine.standard();
    assertThat(diagnose(engine, Cases.skewed())).isEqualTo(diagnose(engine, Cases.skewed()));
  }

  @Test
  void theNamedRulesStandOnEveryReport() {
    Report report = diagnose(DiagnosisEngine.standard(), Cases.healthy());
    assertThat(report.rules()).extracting(RuleVerdict::rule)
        .containsExactlyElementsOf(StandardRules.named().stream().map(r -> r.card().id()).toList());
  }

  @Test
  void withNothingSeenTheHealthIsNotKnownAndNothingIsZero() {
    Window nothing = Cases.unmeasured();
    Window unseen =
        new Window(
            nothing.job(), nothing.from(), nothing.to(), Map.of(), Map.of(), List.of(), List.of(),
            new Window.Coverage(5, 0, 0, java.time.Duration.ZERO, List.of()));
    Report report = diagnose(DiagnosisEngine.standard(), unseen);
    assertThat(report.health()).isEqualTo(Health.INSUFFICIENT_DATA);
    assertThat(report.missing()).isNotEmpty();
    assertThat(report.operators()).allSatisfy(o -> {
      assertThat(o.busyMax()).isNull();
      assertThat(o.readsPerSecond()).isNull();
      assertThat(o.busySplit()).isNull();
    });
    assertThat(report.throughput().emittedPerSecond()).isNull();
  }

  @Test
  void aLimitThatDoesNotExistOrIsOutOfRangeIsRefusedInWords() {
    assertThatThrownBy(() -> Limits.of(Map.of("busy.wran", 0.9), StandardRules.limits()))
        .hasMessageContaining("busy.wran").hasMessageContaining("busy.warn");
    assertThatThrownBy(() -> Limits.of(Map.of("busy.warn", 9.0), StandardRules.limits()))
        .hasMessageContaining("busy.warn is 9.0").hasMessageContaining("0.1 to 1");
    assertThat(Limits.of(Map.of("busy.warn", 0.9), StandardRules.limits()).of(limit("busy.warn"))).isEqualTo(0.9);
  }

  private static Limit limit(String key) {
    return StandardRules.limits().stream().filter(l -> l.key().equals(key)).findFirst().orElseThrow();
  }

  private static Report diagnose(DiagnosisEngine engine, Window window) {
    return engine.diagnose(window, Limits.standard(), Memory.none()).report();
  }

  private static final class BrokenRule implements Rule {
    @Override
    public RuleCard card() {
      return new RuleCard("broken", "Broken", "Nothing.", List.of("nothing"), List.of());
    }

    @Override
    public Verdict evaluate(Window window, Limits limits) {
      throw new IllegalStateException("it is late");
    }
  }

  private static final class BrokenCause implements CauseRule {
    @Override
    public RuleCard card() {
      return new RuleCard("broken-cause", "Broken", "Nothing.", List.of("nothing"), List.of());
    }

    @Override
    public Cause cause() {
      return Cause.UNKNOWN;
    }

    @Override
    public Judgement judge(Suspect suspect, Window window, Limits limits) {
      throw new IllegalStateException("it is late");
    }
  }
}
