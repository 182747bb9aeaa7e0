package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.rules.report.RuleVerdict.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What the rules say.
 *
 * @param told those that found something, then those that broke or could not decide
 * @param quiet those that looked and found nothing, then those that do not apply
 * @param quietly how many of which kind the quiet ones are
 */
public record RulesView(List<RuleRow> told, List<RuleRow> quiet, String quietly) {

  private static final Set<Outcome> QUIET = Set.of(Outcome.CLEAR, Outcome.NOT_APPLICABLE);

  /** Null where the report has no rules. */
  static RulesView of(Report report) {
    return report.rules().isEmpty()
        ? null : new RulesView(rows(report, false), rows(report, true), quietly(report));
  }

  private static List<RuleRow> rows(Report report, boolean quiet) {
    return report.rules().stream()
        .filter(rule -> QUIET.contains(rule.outcome()) == quiet)
        .sorted(Comparator.comparingInt(rule -> place(rule.outcome())))
        .map(RuleRow::of)
        .toList();
  }

  private static int place(Outcome outcome) {
    return switch (outcome) {
      case FOUND, CLEAR -> 0;
      case FAILED, NOT_APPLICABLE -> 1;
      case NOT_ENOUGH_DATA -> 2;
    };
  }

  private static String quietly(Report report) {
    long clear = count(report, Outcome.CLEAR);
    long elsewhere = count(report, Outcome.NOT_APPLICABLE);
    return (clear + elsewhere) + (clear + elsewhere == 1 ? " quiet rule: " : " quiet rules: ") + clear + " clear, "
        + elsewhere + " not applicable";
  }

  private static long count(Report report, Outcome outcome) {
    return report.rules().stream().filter(rule -> rule.outcome() == outcome).count();
  }
}
