package io.manometer.ui.view;

import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Level;
import io.manometer.rules.report.Report.AfterChange;
import io.manometer.rules.report.RuleVerdict;

/**
 * A state as word, shape and colour class together, so that none of the three has to carry it alone.
 *
 * @param css {@code ok}, {@code low}, {@code high} or {@code unknown}
 * @param title what the word means; null when it says it all
 */
public record Badge(String word, String shape, String css, String title) {

  public static Badge ok(String word, String title) {
    return new Badge(word, "●", "ok", title);
  }

  public static Badge low(String word, String title) {
    return new Badge(word, "▲", "low", title);
  }

  public static Badge high(String word, String title) {
    return new Badge(word, "■", "high", title);
  }

  public static Badge unknown(String word, String title) {
    return new Badge(word, "◇", "unknown", title);
  }

  /** Backpressure of an operator or subtask; the legend of the graph has the limits between the levels. */
  public static Badge of(Level level) {
    return switch (level) {
      case OK -> ok("OK", "hardly backpressured");
      case LOW -> low("LOW", "backpressured for some of the time");
      case HIGH -> high("HIGH", "backpressured for most of the time");
      case UNKNOWN -> unknown("UNKNOWN", "no fresh data");
    };
  }

  static Badge of(Health health) {
    return switch (health) {
      case HEALTHY -> ok("Healthy", "nothing is near a limit");
      case DEGRADED -> low("Degraded", "nothing is late yet, but something is near its limit");
      case BOTTLENECK -> high("Bottleneck", "demand is not met");
      case INSUFFICIENT_DATA -> unknown("Not enough data", "the data does not decide");
    };
  }

  static Badge of(Confidence confidence) {
    return switch (confidence) {
      case HIGH -> new Badge("High confidence", "◆◆◆", "sure", "Independent signals agree, and this cause explains most of the lost time.");
      case MEDIUM -> new Badge(
          "Medium confidence", "◆◆◇", "sure", "The best explanation, with a signal missing or a rival close behind.");
      case LOW -> new Badge("Low confidence", "◆◇◇", "sure", "A lead to follow, not an answer.");
    };
  }

  static Badge of(RuleVerdict.Outcome outcome) {
    return switch (outcome) {
      case FOUND -> high("Found", null);
      case CLEAR -> ok("Clear", "looked and found nothing");
      case NOT_APPLICABLE -> new Badge("Not applicable", "○", "unknown", "this job has nothing for the rule to look at");
      case NOT_ENOUGH_DATA -> unknown("Not enough data", "a signal that the rule needs is missing");
      case FAILED -> low("Failed", "the rule itself broke; the other rules are not affected");
    };
  }

  static Badge of(AfterChange.Verdict verdict) {
    return switch (verdict) {
      case EFFECTIVE -> ok("It worked", null);
      case INEFFECTIVE -> high("It did not help", null);
      case UNDECIDED -> unknown("Not decided yet", "too early, or the demand changed as well");
    };
  }
}
