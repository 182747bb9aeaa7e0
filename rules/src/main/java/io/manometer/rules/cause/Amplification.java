package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Operator;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An operator before it turns each record into many; the suspect drowns in them and is not slow itself. */
public final class Amplification implements CauseRule {

  static final Limit RATIO =
      new Limit(
          "amplification.ratio", 10, 2, 10_000, "times",
          "An operator that writes this many records for each that it reads amplifies.");

  static final Limit CHEAP =
      new Limit(
          "amplification.cheap", 1, 0.001, 10_000, "ms",
          "Where a record costs the operator that saturates this much, it is slow whatever number of them comes.");

  private static final double WAITS = 0.4;

  @Override
  public RuleCard card() {
    return new RuleCard(
        "cause-amplification",
        "Amplification",
        "An operator before the suspect writes many records for each that it reads, and the suspect, which computes"
            + " little for each of them and does not wait, would be far from its limit without that.",
        List.of("records in and out of the operators", "stack samples while busy"),
        List.of(RATIO, CHEAP));
  }

  @Override
  public Cause cause() {
    return Cause.AMPLIFICATION;
  }

  @Override
  public Judgement judge(Suspect suspect, Window window, Limits limits) {
    if (suspect.isSource() || suspect.edge().isPresent()) {
      return new Judgement.NotApplicable("The suspect is not behind another operator.");
    }
    Optional<OperatorLoad> amplifier =
        window.operators().stream()
            .filter(o -> !o.id().equals(suspect.operator().id()))
            .filter(o -> window.job().downstreamOf(o.id()).contains(suspect.operator().id()))
            .filter(o -> ratio(o, suspect, window).filter(r -> r >= limits.of(RATIO)).isPresent())
            .max(Comparator.comparingDouble(o -> ratio(o, suspect, window).orElse(0.0)));
    if (amplifier.isEmpty()) {
      return new Judgement.Rejected("No operator before it multiplies the records.");
    }
    HotTime time = HotTime.of(suspect);
    if (!time.stacksKnown()) {
      return new Judgement.NotEnoughData(List.of(HotTime.NO_STACKS));
    }
    double waits =
        time.share(BusySplit::io).orElse(0.0) + time.share(BusySplit::lock).orElse(0.0)
            + time.share(BusySplit::asyncWait).orElse(0.0) + time.share(BusySplit::sleep).orElse(0.0)
            + time.share(BusySplit::state).orElse(0.0);
    if (waits >= WAITS) {
      return new Judgement.Rejected("The suspect waits inside its own work.");
    }
    Optional<Double> cost = suspect.hot().stream().map(SubtaskLoad::costPerRecord).flatMap(Optional::stream)
        .max(Double::compare).filter(c -> c * 1e3 >= limits.of(CHEAP));
    if (cost.isPresent()) {
      return new Judgement.Rejected(
          "Each record costs the suspect " + Figures.perRecord(cost.get()) + ", so it is slow itself.");
    }
    double ratio = ratio(amplifier.get(), suspect, window).orElseThrow();
    String name = amplifier.get().name();
    Facts facts =
        new Facts(card().id())
            .add("records written per record read", name, Figures.number(ratio),
                "at least " + Figures.number(limits.of(RATIO)))
            .add("busy time if each record stayed one", suspect.operator().name(),
                Figures.msPerSecond(suspect.busy() / ratio), "it is " + Figures.msPerSecond(suspect.busy()));
    suspect.operator().processed().ifPresent(
        p -> facts.add("records read", suspect.operator().name(), Figures.recordsPerSecond(p), null));
    return new Judgement.Explains(
        1 - 1 / ratio, true,
        Optional.of(new Judgement.About(Subject.Kind.OPERATOR, amplifier.get(), List.of())),
        "it writes " + Figures.number(ratio) + " records for each that it reads, and \"" + suspect.operator().name()
            + "\" behind it saturates",
        List.of("What the ratio used to be is not known, so it may be meant."), facts.list(),
        List.of(
            new Remedy(
                Remedy.Kind.DO, "Send fewer records out of \"" + name + "\".",
                "filter earlier, check the join condition, or aggregate in \"" + name + "\" before sending",
                "\"" + suspect.operator().name() + "\" would be busy "
                    + Figures.msPerSecond(suspect.busy() / ratio) + " without the multiplication."),
            new Remedy(
                Remedy.Kind.AVOID, "Do not tune \"" + suspect.operator().name() + "\" first.", null,
                "It is busy with what \"" + name + "\" sends, not slow.")));
  }

  /**
   * Records written for each that is read, or emitted by the source itself where others are chained behind it, and no
   * more than come to the suspect for each: what an operator in between brings together again burdens nobody.
   */
  private static Optional<Double> ratio(OperatorLoad amplifier, Suspect suspect, Window window) {
    Optional<Double> read = amplifier.processed().filter(r -> r > 0);
    Optional<Double> written = amplifier.total(SubtaskLoad::writes);
    Optional<Double> arrives = suspect.operator().total(SubtaskLoad::reads);
    double copies = copies(amplifier, suspect, window);
    return read.flatMap(r -> written.flatMap(w -> arrives.map(a -> Math.min(w, a / copies) / r)));
  }

  /** A record for all subtasks of a consumer is read by each of them. */
  private static double copies(OperatorLoad operator, Suspect suspect, Window window) {
    return window.job().outputsOf(operator.id()).stream()
        .filter(e -> e.partitioning() == Edge.Partitioning.BROADCAST)
        .filter(e -> e.to().equals(suspect.operator().id())
            || window.job().downstreamOf(e.to()).contains(suspect.operator().id()))
        .flatMap(e -> window.job().operator(e.to()).stream())
        .mapToInt(Operator::parallelism).max().orElse(1);
  }
}
