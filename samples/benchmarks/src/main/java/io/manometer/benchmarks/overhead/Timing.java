package io.manometer.benchmarks.overhead;

/**
 * How long a measurement takes, in milliseconds.
 *
 * @param warmUp of the JVM that is measured in stretches
 * @param settle time after a switch that is thrown away, as the JIT compiles anew
 * @param stretch that counts
 * @param launchWarmUp of each launch
 * @param launch time of each launch that counts
 */
record Timing(long warmUp, long settle, long stretch, long launchWarmUp, long launch) {

  static final Timing CREDITFLOW = new Timing(12_000, 2_500, 6_000, 16_000, 8_000);

  /** On two cores that a job of Flink's fills, the JIT catches up with a switch within ten seconds. */
  static final Timing FLINK = new Timing(25_000, 10_000, 8_000, 16_000, 8_000);
}
