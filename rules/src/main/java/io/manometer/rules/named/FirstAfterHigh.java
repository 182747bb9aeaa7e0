package io.manometer.rules.named;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.AfterHigh;
import io.manometer.rules.locate.LocateLimits;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The first operator after the last HIGH one is the bottleneck, on each branch, if it is itself busy. */
public final class FirstAfterHigh implements Rule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "first-after-high",
        "First operator after the last HIGH",
        "On each way through the graph, the operator that follows the last one backpressured HIGH; it counts only"
            + " if it is"
            + " itself busy. Where an operator between is busy and less than twice as fast, backpressure does not reach"
            + " HIGH there and this rule names the wrong one; the diagnosis looks further.",
        List.of("backpressured and busy time of each subtask"),
        List.of(LocateLimits.HIGH, LocateLimits.BUSY_FOLLOWER));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    if (window.operators().stream().allMatch(o -> o.backpressuredMax().isEmpty())) {
      return new Verdict.NotEnoughData("The backpressured time of the subtasks is missing.");
    }
    List<OperatorLoad> high = AfterHigh.high(window, limits);
    if (high.isEmpty()) {
      return new Verdict.Clear("No operator is backpressured HIGH.");
    }
    List<OperatorLoad> followers = AfterHigh.followers(window, limits);
    List<OperatorLoad> busy = AfterHigh.busyFollowers(window, limits);
    List<Evidence> evidence = new ArrayList<>();
    high.forEach(
        o -> evidence.add(evidence("backpressured", o, o.backpressuredMax().orElse(0.0),
            "above " + Figures.msPerSecond(limits.of(LocateLimits.HIGH)))));
    followers.forEach(
        o -> evidence.add(evidence("busy time", o, o.busyMax().orElse(0.0),
            "at least " + Figures.msPerSecond(limits.of(LocateLimits.BUSY_FOLLOWER)))));
    if (followers.isEmpty()) {
      return new Verdict.Clear("Nothing follows the operators that are HIGH.", evidence);
    }
    if (busy.isEmpty()) {
      return new Verdict.Clear(
          names(followers) + " follows the last HIGH operator but is not busy itself.", evidence);
    }
    return new Verdict.Found(names(busy) + " follows the last HIGH operator and is busy.", evidence);
  }

  private Evidence evidence(String signal, OperatorLoad operator, double share, String limit) {
    return new Evidence(signal, operator.name(), Figures.msPerSecond(share), limit, card().id());
  }

  private static String names(List<OperatorLoad> operators) {
    return operators.stream().map(o -> "\"" + o.name() + "\"").collect(Collectors.joining(", "));
  }
}
