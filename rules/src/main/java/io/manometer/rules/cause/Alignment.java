package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
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

/** Checkpoint barriers of a slow input hold the other inputs of an operator back. */
public final class Alignment implements CauseRule {

  static final Limit SHARE =
      new Limit("alignment.share", 0.2, 0.01, 1, "ratio",
          "An input blocked for alignment this long is held back by it.");

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-alignment",
        "Barrier alignment",
        "An operator with several inputs idles while one of them stands blocked for barrier alignment; the slow"
            + " operator"
            + " is before the input whose barrier is late.",
        List.of("alignment time of the inputs", "busy time of the operators before them"),
        List.of(SHARE));
  }

  @Override
  public Cause cause() {
    return Cause.ALIGNMENT;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    return WaitingInput.judge(suspect, window, waiting -> judge(waiting, suspect, limits));
  }

  private Judgement judge(WaitingInput waiting, Suspect suspect, Limits limits) {
    if (waiting.aligned().isEmpty()) {
      return new Judgement.NotEnoughData(List.of("The alignment time of the inputs is missing."));
    }
    double aligned = waiting.aligned().get();
    if (aligned < limits.of(SHARE)) {
      return new Judgement.Rejected(
          "The input was blocked for alignment " + Figures.percent(aligned) + " of the time, below "
              + Figures.percent(limits.of(SHARE)) + ".");
    }
    String waits = suspect.operator().name();
    Facts facts =
        new Facts(card().id())
            .add("blocked for barrier alignment", waits, Figures.percent(aligned) + " of the time",
                "at least " + Figures.percent(limits.of(SHARE)))
            .add("busy time", waiting.slow().name(), waiting.slowBusy(), null)
            .add("busy time", waits, Figures.msPerSecond(suspect.busy()), "it waits");
    suspect.operator().max(SubtaskLoad::checkpointStartDelaySeconds).ifPresent(
        delay -> facts.add("checkpoint start delay", waits, Figures.seconds(delay), null));
    return new Judgement.Explains(
        1, true, Optional.of(new Judgement.About(Subject.Kind.OPERATOR, waiting.slow(), List.of())),
        "its barriers are late, so \"" + waits + "\" holds its other inputs back for alignment",
        List.of(), facts.list(),
        List.of(
            waiting.speedUpTheSlowSide(),
            new Remedy(
                Remedy.Kind.DO, "Use unaligned checkpoints, or checkpoint less often.",
                    "checkpoint settings of the job",
                "Then barriers overtake the records and the fast side need not stop."),
            new Remedy(
                Remedy.Kind.AVOID, "Do not change \"" + waits + "\".", null, "It waits for the slow side.")));
  }
}
