package io.manometer.scenarios.run;

import io.manometer.scenarios.Expectation;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Expectation.NoBottleneck;

/** Holds what was diagnosed against what the scenario expects. */
final class Verdict {

  private Verdict() {}

  static boolean correct(Expectation expected, Timeline timeline) {
    if (expected instanceof Bottleneck bottleneck) {
      return names(bottleneck, timeline.current());
    }
    String health = ((NoBottleneck) expected).health();
    return !timeline.everNamedRootCause() && health.equals(timeline.current().health());
  }

  /** A chain operator may be left open, and is never wrong. */
  private static boolean names(Bottleneck expected, Answer answer) {
    return expected.operator().equals(answer.operator())
        && expected.cause().equals(answer.cause())
        && (answer.chainOperator() == null
            || answer.chainOperator().equals(expected.operator())
            || answer.chainOperator().equals(expected.chainOperator()));
  }
}
