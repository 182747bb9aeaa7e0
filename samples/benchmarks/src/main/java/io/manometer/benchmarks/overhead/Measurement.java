package io.manometer.benchmarks.overhead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures what companions of a pipeline cost, in two ways. Inside one JVM, the agent's woven code is taken out and put
 * back in alternating stretches, in the order on-off-off-on, and the time that the JIT needs after each switch is
 * thrown away: that resolves small differences. A stretch counts by the median of its seconds. Launches of separate
 * JVMs, interleaved, also hold what a companion costs by being there, but identical launches differ by many per cent.
 *
 * @param lines told as it goes on
 */
record Measurement(Subject subject, Timing timing, Consumer<String> lines) {

  Rates stretches(int pairs) throws IOException, InterruptedException {
    say("Inside one JVM: %d pairs of stretches of %d s", pairs, timing.stretch() / 1000);
    Rates rates = Rates.none();
    try (Measured jvm = subject.start(Companion.MANOMETER)) {
      jvm.letRun(timing.warmUp());
      switchOnce(jvm);
      for (int pair = 0; pair < pairs; pair++) {
        boolean onFirst = pair % 2 == 0;
        stretch(jvm, onFirst, rates);
        stretch(jvm, !onFirst, rates);
        say("  %2d  with %,.0f  without %,.0f records/s", pair + 1, rates.with().get(pair), rates.without().get(pair));
      }
    }
    return rates;
  }

  /** The first switch has the JVM compile anew, which may change its speed for good; it is no pair's, and is told. */
  private void switchOnce(Measured jvm) throws IOException, InterruptedException {
    double asStarted = jvm.perSecondFor(timing.stretch());
    double without = rateAfterSwitch(jvm, false);
    jvm.agent().set(true);
    jvm.letRun(timing.settle());
    say("  as started %,.0f, after the first switch %,.0f records/s", asStarted, without);
  }

  private void stretch(Measured jvm, boolean on, Rates rates) throws IOException, InterruptedException {
    (on ? rates.with() : rates.without()).add(rateAfterSwitch(jvm, on));
  }

  private double rateAfterSwitch(Measured jvm, boolean on) throws IOException, InterruptedException {
    jvm.agent().set(on);
    jvm.letRun(timing.settle());
    return jvm.perSecondFor(timing.stretch());
  }

  /** The rates of each companion, in rounds of one launch of each. */
  Map<Companion, List<Double>> launches(List<Companion> companions, int rounds)
      throws IOException, InterruptedException {
    say("Launches: %d of each kind, interleaved", rounds);
    Map<Companion, List<Double>> rates = new EnumMap<>(Companion.class);
    for (int round = 0; round < rounds; round++) {
      StringBuilder told = new StringBuilder();
      for (Companion companion : companions) {
        double rate = launch(companion);
        rates.computeIfAbsent(companion, c -> new ArrayList<>()).add(rate);
        told.append(String.format(Locale.ROOT, "  %s %,.0f", companion.label(), rate));
      }
      say("  %2d%s records/s", round + 1, told);
    }
    return rates;
  }

  private double launch(Companion companion) throws IOException, InterruptedException {
    try (Measured jvm = subject.start(companion)) {
      jvm.letRun(timing.launchWarmUp());
      return jvm.perSecondFor(timing.launch());
    }
  }

  private void say(String format, Object... values) {
    lines.accept(String.format(Locale.ROOT, format, values));
  }
}
