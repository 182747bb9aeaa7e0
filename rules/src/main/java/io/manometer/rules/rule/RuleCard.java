package io.manometer.rules.rule;

import io.manometer.rules.limit.Limit;
import java.util.List;

/**
 * What a rule says of itself; the documentation is made of these.
 *
 * @param id stable, such as {@code first-after-high}
 * @param title the rule as its users call it
 * @param looksFor one or two sentences
 * @param needs signals without which it cannot decide
 * @param limits thresholds it uses
 */
public record RuleCard(String id, String title, String looksFor, List<String> needs, List<Limit> limits) {

  public RuleCard {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("rule id " + id + " is not of the form words-with-dashes");
    }
    needs = List.copyOf(needs);
    limits = List.copyOf(limits);
  }
}
