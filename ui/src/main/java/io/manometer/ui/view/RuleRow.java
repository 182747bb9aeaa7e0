package io.manometer.ui.view;

import io.manometer.rules.report.RuleVerdict;
import io.manometer.ui.text.Name;
import java.util.List;

/** What one rule had to say. */
public record RuleRow(Name title, Name id, Badge outcome, Name summary, List<EvidenceRow> evidence) {

  static RuleRow of(RuleVerdict rule) {
    return new RuleRow(
        Name.of(rule.title()),
        Name.of(rule.rule()),
        Badge.of(rule.outcome()),
        Name.sentence(rule.summary()),
        EvidenceRow.of(rule.evidence()));
  }
}
