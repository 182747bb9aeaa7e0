package io.manometer.rules.locate;

import io.manometer.rules.limit.Limit;
import java.util.List;

/** How the place of a bottleneck is found. */
public final class LocateLimits {

  public static final Limit LOW =
      new Limit("level.low", 0.10, 0.01, 0.99, "ratio", "Backpressured for this share of time or more is LOW.");
  public static final Limit HIGH =
      new Limit("level.high", 0.50, 0.02, 1, "ratio", "Backpressured for more than this share of time is HIGH.");
  public static final Limit BUSY_FOLLOWER =
      new Limit(
          "after-high.busy", 0.7, 0.1, 1, "ratio",
          "The operator after the last HIGH one must be busy for this share of time to be named by that rule.");
  public static final Limit SOURCE_BLOCKED =
      new Limit(
          "demand.source-blocked", 0.10, 0.01, 1, "ratio",
          "A source that waits for output for this share of time or more could emit more.");
  public static final Limit LAG_GROWTH =
      new Limit(
          "demand.lag-growth", 0.02, 0.001, 1, "ratio",
          "Lag that grows by more than this share of the arrivals, in most seconds of the window or from the lows of one"
              + " third of it to the next, is growing.");
  public static final Limit LAG_GROWING_SECONDS =
      new Limit(
          "demand.lag-growing-seconds", 0.7, 0.5, 1, "ratio",
          "Share of the window's seconds in which lag must rise to count as growing.");
  public static final Limit LAG_WORTH =
      new Limit(
          "demand.lag-worth", 0.3, 0, 60, "s", "Lag below this time at the present rate is the noise of arrivals.");
  public static final Limit PILING_UP =
      new Limit(
          "demand.piling-up", 0.05, 0.01, 1, "ratio",
          "An operator that never idles and leaves this share of the records written for it makes the job late, though the"
              + " buffers still take them.");
  public static final Limit WALK_ON =
      new Limit(
          "walk.on", 0.10, 0.01, 0.9, "ratio",
          "A subtask backpressured for this share of time has time to spare; the search goes on behind it.");
  public static final Limit BUSY_LEAF =
      new Limit(
          "walk.busy", 0.5, 0.1, 1, "ratio",
          "Where the search ends, an operator must be at least this busy to be named.");
  public static final Limit BLAME =
      new Limit(
          "walk.blame", 0.05, 0.01, 0.5, "ratio",
          "An operator that explains less than this share of the blocked time is no candidate.");
  public static final Limit TIE =
      new Limit(
          "capacity.tie", 0.10, 0.01, 0.5, "ratio",
          "Operators whose capacities differ by less than this hold the job back together.");

  public static final List<Limit> ALL =
      List.of(
          LOW, HIGH, BUSY_FOLLOWER, SOURCE_BLOCKED, LAG_GROWTH, LAG_GROWING_SECONDS, LAG_WORTH, PILING_UP, WALK_ON, BUSY_LEAF,
          BLAME, TIE);

  private LocateLimits() {}
}
