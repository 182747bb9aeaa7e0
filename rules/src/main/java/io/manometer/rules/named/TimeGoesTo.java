package io.manometer.rules.named;

import io.manometer.rules.cause.HotTime;
import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The one question of three rules: do busy operators spend their time on this? */
final class TimeGoesTo {

  private TimeGoesTo() {}

  static Verdict judge(
      RuleCard card, Window window, Limits limits, Limit least, String what,
      Function<HotTime, Optional<Double>> part) {
    List<OperatorLoad> busy = BusyWarning.above(limits.of(BusyWarning.WARN), window);
    if (window.operators().stream().allMatch(o -> o.busyMax().isEmpty())) {
      return new Verdict.NotEnoughData("The busy time of the subtasks is missing.");
    }
    if (busy.isEmpty()) {
      return new Verdict.Clear(
          "No operator is busy more than " + Figures.msPerSecond(limits.of(BusyWarning.WARN)) + ".");
    }
    List<Evidence> evidence = new ArrayList<>();
    StringBuilder summary = new StringBuilder();
    boolean known = false;
    for (OperatorLoad operator : busy) {
      HotTime time = HotTime.of(operator);
      Optional<Double> share = part.apply(time);
      known |= share.isPresent();
      if (share.filter(s -> s >= time.scaled(limits.of(least))).isEmpty()) {
        continue;
      }
      evidence.add(
          new Evidence(what, operator.name(), Figures.percent(share.get()) + " of its busy time",
              time.atLeast(limits.of(least)), card.id()));
      time.share(BusySplit::cpu).ifPresent(
          c -> evidence.add(
              new Evidence("running own code on a core", operator.name(), Figures.percent(c)
                  + " of its busy time", null,
                  card.id())));
      for (Stacks.Frame frame : time.frames(k -> true, 1)) {
        evidence.add(
            new Evidence("stack samples while busy", operator.name(),
                Figures.percent(frame.share()) + " in " + frame.frame(), time.some().orElse(null), card.id()));
      }
      summary.append(summary.isEmpty() ? "" : " ").append("\"").append(operator.name()).append("\": ")
          .append(what).append(" is ").append(Figures.percent(share.get())).append(" of its busy time.");
    }
    if (!evidence.isEmpty()) {
      return new Verdict.Found(summary.toString(), evidence);
    }
    return known
        ? new Verdict.Clear("The busy operators spend their time on something else.")
        : new Verdict.NotEnoughData(HotTime.NO_STACKS);
  }
}
