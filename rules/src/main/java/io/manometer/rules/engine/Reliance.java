package io.manometer.rules.engine;

import io.manometer.rules.cause.Answer;
import io.manometer.rules.cause.HotTime;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a diagnosis can be relied upon. Each condition that does not hold is a sentence; none is HIGH, one is MEDIUM,
 * more are LOW. Conditions: two kinds of signal name the operator and none names another; the next operator is not as
 * close as a tie; nearly all subtasks were seen, for most of a window; the cause is definite, without doubts, told by
 * more than stacks, and explains half of the time; a source that is named itself tells its lag.
 */
record Reliance(Confidence confidence, List<String> reservations) {

  private static final double EXPLAINS = 0.5;
  private static final double SEEN = 0.99;
  private static final double MOST_OF_WINDOW = 0.6;

  static Reliance of(Suspect suspect, Answer answer, Witnesses witnesses, Window window, Limits limits) {
    List<String> reservations = new ArrayList<>();
    long needed = suspect.isSource() ? 1 : 2;
    if (suspect.edge().isPresent()) {
      reservations.add("That an edge is the limit is inferred from both of its sides.");
    } else if (witnesses.kinds() < needed) {
      reservations.add("Too few independent signals name the operator.");
    }
    if (suspect.isSource() && suspect.demands().stream().allMatch(Demand::untold)) {
      reservations.add("The source does not tell its lag; that more waits is inferred, as it never rests.");
    }
    if (suspect.demands().stream().allMatch(Demand::unheard)) {
      reservations.add("The source waits, and its lag is not told anew; that more arrives than it hands over is not seen.");
    }
    reservations.addAll(
        witnesses.kinds() >= 3 ? List.of() : witnesses.disagree());
    if (window.coverage().ratio() < SEEN) {
      reservations.add(
          window.coverage().seen() + " of " + window.coverage().known() + " subtasks were seen.");
    }
    Duration seen =
        suspect.operator().subtasks().stream().map(s -> s.span()).min(Duration::compareTo).orElse(Duration.ZERO);
    if (seen.toNanos() < MOST_OF_WINDOW * window.span().toNanos()) {
      reservations.add("It was seen for " + Figures.seconds(seen) + " only.");
    }
    boolean indefinite = answer.cause() == Cause.UNKNOWN || answer.cause() == Cause.MIXED;
    if (indefinite) {
      reservations.add("Its cause is not definite.");
    } else if (answer.doubts().isEmpty()
        && answer.share().filter(s -> s < EXPLAINS).isPresent()
        && !structural(answer.cause())) {
      reservations.add("The cause explains " + Figures.percent(answer.share().get()) + " of the busy time.");
    }
    HotTime time = HotTime.of(suspect);
    if (!indefinite && time.stacksAlone()) {
      reservations.add(
          "What its thread does was told by stacks alone, without its CPU time"
              + time.some().map(some -> ", and of " + some).orElse("") + ".");
    }
    reservations.addAll(answer.doubts());
    Confidence confidence =
        reservations.isEmpty() ? Confidence.HIGH : reservations.size() == 1 ? Confidence.MEDIUM : Confidence.LOW;
    return new Reliance(confidence, List.copyOf(reservations));
  }

  /** Causes whose share is capacity lost or gained, not a part of the busy time. */
  private static boolean structural(Cause cause) {
    return switch (cause) {
      case KEY_SKEW, EXPENSIVE_KEY, KEY_GROUP_ROUNDING, PARTITION_SKEW, SLOW_HOST, GC_PRESSURE, AMPLIFICATION,
          WINDOW_BURST, CPU_STARVED -> true;
      default -> false;
    };
  }
}
