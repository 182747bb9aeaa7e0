package io.manometer.rules.cause;

import io.manometer.rules.model.Edge;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.InputLoad;
import io.manometer.rules.window.Window;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * An operator with several inputs that idles while one of them is full: it waits for another one.
 *
 * @param full the input whose producers wait
 * @param awaited the input that it waits for
 * @param slow the busiest operator before the awaited input
 * @param aligned share of time that the full input stood blocked for barrier alignment; empty without barriers
 */
record WaitingInput(Edge full, Edge awaited, OperatorLoad slow, Optional<Double> aligned) {

  private static final double SLOW_IS_BUSY = 0.7;

  /** What {@code judge} says of the operator's waiting, where it does wait for another input. */
  static Judgement judge(Suspect suspect, Window window, Function<WaitingInput, Judgement> judge) {
    if (suspect.edge().isEmpty() || window.job().inputsOf(suspect.operator().id()).size() < 2) {
      return new Judgement.NotApplicable("The waiting does not end at an operator with several inputs.");
    }
    return of(suspect, suspect.edge().get(), window)
        .map(judge)
        .orElseGet(() -> new Judgement.Rejected("No operator before another input is busy."));
  }

  String slowBusy() {
    return Figures.msPerSecond(slow.busyMax().orElse(0.0));
  }

  Remedy speedUpTheSlowSide() {
    return new Remedy(
        Remedy.Kind.DO, "Make \"" + slow.name() + "\" faster; it is the slow side.", null,
        "It is busy " + slowBusy() + ".");
  }

  private static Optional<WaitingInput> of(Suspect suspect, Edge full, Window window) {
    return window.job().inputsOf(suspect.operator().id()).stream()
        .filter(e -> !e.id().equals(full.id()))
        .flatMap(e -> busiestBefore(e, window).stream().map(slow -> new WaitingInput(full, e, slow,
            input(suspect.operator(), full, InputLoad::aligned))))
        .filter(w -> w.slow().busyMax().orElse(0.0) >= SLOW_IS_BUSY)
        .max(Comparator.comparingDouble(w -> w.slow().busyMax().orElse(0.0)));
  }

  private static Optional<OperatorLoad> busiestBefore(Edge edge, Window window) {
    return window.operators().stream()
        .filter(o -> o.id().equals(edge.from()) || window.job().downstreamOf(o.id()).contains(edge.from()))
        .max(Comparator.comparingDouble(o -> o.busyMax().orElse(0.0)));
  }

  private static Optional<Double> input(
      OperatorLoad operator, Edge edge, Function<InputLoad, Optional<Double>> value) {
    return operator.max(
        (SubtaskLoad s) -> s.inputs().stream().filter(i -> i.edge().equals(edge.id())).findFirst().flatMap(value));
  }
}
