package io.manometer.rules.engine;

import io.manometer.rules.cause.Answer;
import io.manometer.rules.cause.CauseRule;
import io.manometer.rules.cause.Classifier;
import io.manometer.rules.engine.Memory.Standing;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Location;
import io.manometer.rules.locate.Locator;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.RuleVerdict;
import io.manometer.rules.report.RuleVerdict.Outcome;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Turns a window into a report. Stateless; safe for use by many threads. */
public final class DiagnosisEngine {

  private final List<Rule> rules;
  private final Classifier classifier;

  public DiagnosisEngine(List<Rule> rules, List<CauseRule> causes) {
    this.rules = List.copyOf(rules);
    this.classifier = new Classifier(causes);
  }

  /** With the standard rules and those that third parties offer by {@link ServiceLoader}. */
  public static DiagnosisEngine standard() {
    List<Rule> rules = new ArrayList<>(StandardRules.named());
    ServiceLoader.load(Rule.class).forEach(rules::add);
    List<CauseRule> causes = new ArrayList<>(StandardRules.causes());
    ServiceLoader.load(CauseRule.class).forEach(causes::add);
    return new DiagnosisEngine(rules, causes);
  }

  /** One cycle: pass the memory that the last one returned, or {@link Memory#none()}. */
  public Result diagnose(Window window, Limits limits, Memory before) {
    Memory memory = before.with(before.past().with(window));
    List<RuleVerdict> verdicts = new ArrayList<>(rules.stream().map(rule -> heard(rule, window, limits)).toList());
    List<String> missing = Enough.missing(window, limits);
    if (!missing.isEmpty()) {
      return new Result(ReportWriter.insufficient(window, limits, verdicts, missing, memory), memory);
    }
    Location location = Locator.locate(window, limits);
    List<Steadiness.Found> found = new ArrayList<>();
    Set<String> lacking = new LinkedHashSet<>();
    for (Suspect suspect : location.suspects()) {
      Suspect steady = ledByStanding(suspect, memory);
      Answer answer = classifier.classify(steady, window, limits);
      Diagnosis diagnosis = DiagnosisWriter.write(steady, answer, window, limits);
      if (found.stream().noneMatch(f -> f.operator().equals(diagnosis.operator().id()))) {
        found.add(new Steadiness.Found(diagnosis.operator().id(), diagnosis));
        verdicts.addAll(found.size() == 1 ? answer.heard() : List.of());
        lacking.addAll(answer.missing());
      }
    }
    UnexplainedDemand.of(location, window).filter(d -> found.isEmpty()).ifPresent(
        d -> found.add(new Steadiness.Found("", d)));
    List<Standing> standings = new Steadiness(limits, window.to()).next(memory.standings(), found);
    List<Diagnosis> diagnoses =
        standings.stream().map(Standing::named).flatMap(Optional::stream).toList();
    HealthCheck check = HealthCheck.of(window, limits, location, diagnoses, !found.isEmpty(), memory);
    AfterChanges.Next change =
        new AfterChanges(limits, window.to(), check.throughput(), location.demands().stream().noneMatch(d -> d.unmet()))
            .next(memory, standings.stream().filter(s -> s.named().isPresent()).findFirst());
    Memory next =
        new Memory(
            standings, check.nearLimit(), HealthCheck.paused(window, limits, memory),
            memory.judged() || check.health() != Health.INSUFFICIENT_DATA, change.present(), change.gone(),
            memory.past());
    return new Result(
        ReportWriter.report(window, limits, verdicts, diagnoses, check, List.copyOf(lacking), next), next);
  }

  /** Of operators that bind together the one that was named stays the one to look at first. */
  private static Suspect ledByStanding(Suspect suspect, Memory memory) {
    return memory.standings().stream()
        .filter(s -> s.named().isPresent())
        .map(Standing::operator)
        .filter(id -> suspect.together().stream().anyMatch(o -> o.id().equals(id)))
        .findFirst()
        .map(suspect::ledBy)
        .orElse(suspect);
  }

  /** A rule that breaks says so on the report; the others go on. */
  private static RuleVerdict heard(Rule rule, Window window, Limits limits) {
    Verdict verdict;
    try {
      verdict = rule.evaluate(window, limits);
    } catch (RuntimeException broken) {
      verdict = new Verdict.Failed("The rule broke: " + broken + ".");
    }
    String id = rule.card().id();
    String title = rule.card().title();
    if (verdict instanceof Verdict.Found found) {
      return new RuleVerdict(id, title, Outcome.FOUND, found.summary(), found.evidence());
    }
    if (verdict instanceof Verdict.Clear clear) {
      return new RuleVerdict(id, title, Outcome.CLEAR, clear.summary(), clear.evidence());
    }
    Outcome outcome =
        verdict instanceof Verdict.NotApplicable
            ? Outcome.NOT_APPLICABLE
            : verdict instanceof Verdict.NotEnoughData ? Outcome.NOT_ENOUGH_DATA : Outcome.FAILED;
    return new RuleVerdict(id, title, outcome, verdict.summary(), List.of());
  }

  /** A report, and what to pass to the next cycle. */
  public record Result(Report report, Memory memory) {}
}
