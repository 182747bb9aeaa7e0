package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Level;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The operators that follow the last HIGH one on each way through the graph. */
public final class AfterHigh {

  private AfterHigh() {}

  /** Operators backpressured HIGH, in the order of the graph. */
  public static List<OperatorLoad> high(Window window, Limits limits) {
    return window.operators().stream().filter(o -> Levels.of(o, limits) == Level.HIGH).toList();
  }

  /** Direct followers of a HIGH operator that are not HIGH and have no HIGH operator behind them, busy or not. */
  public static List<OperatorLoad> followers(Window window, Limits limits) {
    Set<String> high = high(window, limits).stream().map(OperatorLoad::id).collect(Collectors.toSet());
    return window.operators().stream()
        .filter(o -> !high.contains(o.id()))
        .filter(o -> window.job().inputsOf(o.id()).stream().anyMatch(e -> high.contains(e.from())))
        .filter(o -> window.job().downstreamOf(o.id()).stream().noneMatch(high::contains))
        .toList();
  }

  /** Those of the followers that are busy themselves: the rule's answer. */
  public static List<OperatorLoad> busyFollowers(Window window, Limits limits) {
    return followers(window, limits).stream()
        .filter(o -> o.busyMax().orElse(0.0) >= limits.of(LocateLimits.BUSY_FOLLOWER))
        .toList();
  }
}
