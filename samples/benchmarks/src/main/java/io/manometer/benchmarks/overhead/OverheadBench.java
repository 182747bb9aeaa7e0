package io.manometer.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what the agent costs, in two ways. Inside one JVM, its woven code is taken out and put back in alternating
 * stretches, in the order on-off-off-on, and the time that the JIT needs after each switch is thrown away: that resolves
 * small differences. A stretch counts by the median of its seconds. Launches of separate JVMs, interleaved, also hold what the agent costs by being there, but identical
 * launches differ by many per cent.
 */
public final class OverheadBench {

  private static final long WARM_UP_MILLIS = 12_000;
  private static final long SETTLE_MILLIS = 2_500;
  private static final long STRETCH_MILLIS = 6_000;
  private static final long LAUNCH_WARM_UP_MILLIS = 16_000;
  private static final long LAUNCH_MILLIS = 8_000;

  private OverheadBench() {}

  /** What was measured, records per second of each stretch or launch. */
  record Rates(List<Double> with, List<Double> without) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    BenchOptions options = BenchOptions.parse(args);
    try (SnapshotSink analyzer = new SnapshotSink()) {
      say("Inside one JVM: %d pairs of stretches of %d s", options.pairs(), STRETCH_MILLIS / 1000);
      Rates stretches = insideOneJvm(options, analyzer);
      say("Launches: %d with the agent and %d without, interleaved", options.launches(), options.launches());
      Rates launches = launches(options, analyzer);
      if (analyzer.taken() == 0) {
        throw new IllegalStateException("no snapshot arrived, so no agent was measured");
      }
      OverheadResult result = OverheadResult.of(stretches, launches);
      result.lines().forEach(line -> say("%s", line));
      if (options.json() != null) {
        Files.writeString(options.json(), result.json());
      }
    }
  }

  private static Rates insideOneJvm(BenchOptions options, SnapshotSink analyzer)
      throws IOException, InterruptedException {
    Rates rates = new Rates(new ArrayList<>(), new ArrayList<>());
    try (MeasuredJvm jvm = MeasuredJvm.withAgent(options.agentJar(), analyzer.address())) {
      jvm.perSecondFor(WARM_UP_MILLIS);
      switchOnce(jvm);
      for (int pair = 0; pair < options.pairs(); pair++) {
        boolean onFirst = pair % 2 == 0;
        stretch(jvm, onFirst, rates);
        stretch(jvm, !onFirst, rates);
        say("  %2d  with %,.0f  without %,.0f records/s", pair + 1, rates.with().get(pair), rates.without().get(pair));
      }
    }
    return rates;
  }

  /** The first switch has the JVM compile anew, which may change its speed for good; it is no pair's, and is told. */
  private static void switchOnce(MeasuredJvm jvm) throws IOException, InterruptedException {
    double asStarted = jvm.perSecondFor(STRETCH_MILLIS);
    jvm.agent(false);
    jvm.perSecondFor(SETTLE_MILLIS);
    double without = jvm.perSecondFor(STRETCH_MILLIS);
    jvm.agent(true);
    jvm.perSecondFor(SETTLE_MILLIS);
    say("  as started %,.0f, after the first switch %,.0f records/s", asStarted, without);
  }

  private static void stretch(MeasuredJvm jvm, boolean on, Rates rates) throws IOException, InterruptedException {
    jvm.agent(on);
    jvm.perSecondFor(SETTLE_MILLIS);
    (on ? rates.with() : rates.without()).add(jvm.perSecondFor(STRETCH_MILLIS));
  }

  private static Rates launches(BenchOptions options, SnapshotSink analyzer) throws IOException, InterruptedException {
    Rates rates = new Rates(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < options.launches(); i++) {
      rates.with().add(launch(MeasuredJvm.withAgent(options.agentJar(), analyzer.address())));
      rates.without().add(launch(MeasuredJvm.withoutAgent()));
      say("  %2d  with %,.0f  without %,.0f records/s", i + 1, rates.with().get(i), rates.without().get(i));
    }
    return rates;
  }

  private static double launch(MeasuredJvm started) throws InterruptedException {
    try (MeasuredJvm jvm = started) {
      jvm.perSecondFor(LAUNCH_WARM_UP_MILLIS);
      return jvm.perSecondFor(LAUNCH_MILLIS);
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
