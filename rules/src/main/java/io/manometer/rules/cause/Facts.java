package io.manometer.rules.cause;

import io.manometer.rules.locate.Demand;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Collects the evidence of one rule. */
final class Facts {

  private final String rule;
  private final List<Evidence> evidence = new ArrayList<>();

  Facts(String rule) {
    this.rule = rule;
  }

  Facts add(String signal, String place, String observed, String limit) {
    evidence.add(new Evidence(signal, place, observed, limit, rule));
    return this;
  }

  Facts share(String signal, OperatorLoad operator, double share, String limit) {
    return add(signal, operator.name(), Figures.percent(share) + " of its busy time", limit);
  }

  Facts shareIfKnown(String signal, OperatorLoad operator, Optional<Double> share) {
    share.ifPresent(s -> share(signal, operator, s, null));
    return this;
  }

  Facts frames(HotTime time, OperatorLoad operator, Predicate<StackClass> kinds, int limit) {
    for (Stacks.Frame frame : time.frames(kinds, limit)) {
      if (frame.share() >= 0.05) {
        add("stack samples while busy", operator.name(),
            Figures.percent(frame.share()) + " in " + frame.frame(), time.some().orElse(null));
      }
    }
    return this;
  }

  /** Subtasks of a source that have nothing to read from, where there are any. */
  Facts unassigned(OperatorLoad source) {
    int without = Demand.unassigned(source);
    return without == 0
        ? this
        : add("subtasks without a partition", source.name(), without + " of " + source.subtasks().size(), null);
  }

  List<Evidence> list() {
    return List.copyOf(evidence);
  }

  /** A subtask by the name of its operator. */
  static String place(OperatorLoad operator, SubtaskLoad subtask) {
    return operator.name() + " subtask " + subtask.id().index();
  }
}
