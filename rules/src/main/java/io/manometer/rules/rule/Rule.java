package io.manometer.rules.rule;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.window.Window;

/**
 * One named question about a job. Pure: the same window and limits give the same verdict; no clock, no I/O, no other
 * rule. Rules of third parties are found by {@link java.util.ServiceLoader}.
 */
public interface Rule {

  RuleCard card();

  Verdict evaluate(Window window, Limits limits);
}
