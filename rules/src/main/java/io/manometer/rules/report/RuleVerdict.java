package io.manometer.rules.report;

import java.util.List;

/**
 * What one rule had to say.
 *
 * @param rule id, such as {@code first-after-high}
 * @param title the rule as its users call it
 * @param summary one sentence
 */
public record RuleVerdict(String rule, String title, Outcome outcome, String summary, List<Evidence> evidence) {

  /** {@code NOT_ENOUGH_DATA}: a signal it needs is missing. {@code FAILED}: the rule itself broke. */
  public enum Outcome { FOUND, CLEAR, NOT_APPLICABLE, NOT_ENOUGH_DATA, FAILED }

  public RuleVerdict {
    evidence = List.copyOf(evidence);
  }
}
