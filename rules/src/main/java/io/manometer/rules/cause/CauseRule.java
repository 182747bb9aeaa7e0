package io.manometer.rules.cause;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Cause;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.Window;

/**
 * One possible reason why a suspect holds a job back. Pure: the same input gives the same judgement; no clock, no I/O, no
 * other cause. Causes of third parties are found by {@link java.util.ServiceLoader}.
 */
public interface CauseRule {

  RuleCard card();

  Cause cause();

  Judgement judge(Suspect suspect, Window window, Limits limits);
}
