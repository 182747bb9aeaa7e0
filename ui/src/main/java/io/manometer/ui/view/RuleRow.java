package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.rules.report.RuleVerdict;
import io.manometer.ui.text.Name;
import java.util.Comparator;
import java.util.List;

/** What one rule had to say. */
public record RuleRow(Name title, Name id, Badge outcome, Name summary, List<EvidenceRow> evidence) {

  /** Those that found something first, then those that could not decide, then the quiet ones. */
  static List<RuleRow> of(Report report) {
    return report.rules().stream().sorted(Comparator.comparingInt(rule -> place(rule.outcome()))).map(RuleRow::of).toList();
  }

  private static int place(RuleVerdict.Outcome outcome) {
    return switch (outcome) {
      case FOUND -> 0;
      case FAILED -> 1;
      case NOT_ENOUGH_DATA -> 2;
      case CLEAR -> 3;
      case NOT_APPLICABLE -> 4;
    };
  }

  private static RuleRow of(RuleVerdict rule) {
    return new RuleRow(
        Name.of(rule.title()),
        Name.of(rule.rule()),
        Badge.of(rule.outcome()),
        Name.sentence(rule.summary()),
        EvidenceRow.of(rule.evidence()));
  }
}
