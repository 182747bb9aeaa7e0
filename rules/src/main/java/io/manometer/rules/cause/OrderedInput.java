package io.manometer.rules.cause;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/** An operator reads its inputs in an order, so a slow one makes it leave the others full. */
public final class OrderedInput implements CauseRule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-ordered-input",
        "Waits for its other input",
        "An operator with several inputs idles while one of them is full; a busy operator is before another one.",
        List.of("idle time of the operator", "busy time of the operators before its inputs"),
        List.of());
  }

  @Override
  public Cause cause() {
    return Cause.ORDERED_INPUT;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return WaitingInput.judge(suspect, window, waiting -> judge(waiting, suspect, window, limits));
  }

  private Judgement judge(WaitingInput waiting, Suspect suspect, Window window, Limits limits) {
    if (waiting.aligned().filter(a -> a >= limits.of(Alignment.SHARE)).isPresent()) {
      return new Judgement.Rejected("The input is blocked for barrier alignment.");
    }
    String waits = suspect.operator().name();
    String full = window.job().nameOf(waiting.full().from());
    Facts facts =
        new Facts(card().id())
            .add("idle", waits, Figures.msPerSecond(suspect.operator().mean(SubtaskLoad::idle).orElse(0.0)),
                "although \"" + full + "\" waits to send to it")
            .add("busy time", waiting.slow().name(), waiting.slowBusy(), null);
    return new Judgement.Explains(
        1, true, Optional.of(new Judgement.About(Subject.Kind.OPERATOR, waiting.slow(), List.of())),
        "\"" + waits + "\" waits for it and leaves its other input full",
        List.of("That the inputs are read in an order is inferred, not seen."), facts.list(),
        List.of(
            waiting.speedUpTheSlowSide(),
            new Remedy(
                Remedy.Kind.DO, "Or let \"" + waits + "\" read whichever input has data.",
                    "the input selection of \"" + waits + "\"",
                "Now one side waits for the other."),
            new Remedy(
                Remedy.Kind.AVOID, "Do not change \"" + waits + "\" in parallelism.", null, "It idles.")));
  }
}
