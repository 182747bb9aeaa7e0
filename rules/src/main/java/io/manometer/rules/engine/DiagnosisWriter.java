package io.manometer.rules.engine;

import io.manometer.rules.cause.Answer;
import io.manometer.rules.cause.ChainCulprit;
import io.manometer.rules.cause.Judgement;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.remedy.Avoid;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.Gain;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts a suspect, its cause and the evidence into the words of a diagnosis. */
final class DiagnosisWriter {

  private static final double WORTH_SAYING = 1.02;

  private final Suspect suspect;
  private final Answer answer;
  private final Witnesses witnesses;
  private final Reliance reliance;
  private final Window window;
  private final Limits limits;

  private DiagnosisWriter(Suspect suspect, Answer answer, Window window, Limits limits) {
    this.suspect = suspect;
    this.answer = answer;
    this.witnesses = Witnesses.of(suspect, window, limits);
    this.reliance = Reliance.of(suspect, answer, witnesses, window, limits);
    this.window = window;
    this.limits = limits;
  }

  static Diagnosis write(Suspect suspect, Answer answer, Window window, Limits limits) {
    return new DiagnosisWriter(suspect, answer, window, limits).write();
  }

  private Diagnosis write() {
    OperatorLoad named = answer.about().map(Judgement.About::operator).orElse(suspect.operator());
    Optional<OperatorRef> chained =
        ChainCulprit.of(named.operator().chain(), named.id().equals(suspect.operator().id())
                ? suspect.hot() : named.subtasks(), limits)
            .map(c -> new OperatorRef(c.id(), c.name()));
    return new Diagnosis(
        subject(named),
        ref(named),
        answer.about().map(Judgement.About::subtasks).orElse(List.of()),
        chained.orElse(null),
        answer.cause(),
        reliance.confidence(),
        summary(named, chained),
        window.to(),
        evidence(),
        remedies(),
        predictable() ? suspect.gain().filter(g -> g >= WORTH_SAYING).map(this::gain).orElse(null) : null,
        suspect.next().filter(n -> !n.id().equals(named.id())).map(DiagnosisWriter::ref).orElse(null));
  }

  private Subject subject(OperatorLoad named) {
    Subject.Kind kind = answer.about().map(Judgement.About::kind).orElse(Subject.Kind.OPERATOR);
    if (kind == Subject.Kind.EDGE && suspect.edge().isPresent()) {
      return new Subject(kind, List.of(suspect.edge().get().from(), suspect.edge().get().to()));
    }
    if (kind == Subject.Kind.SET && suspect.takesTurnsWith().isPresent()) {
      return new Subject(kind, List.of(named.id(), suspect.takesTurnsWith().get().id()));
    }
    if (kind == Subject.Kind.OPERATOR && together()) {
      return new Subject(Subject.Kind.SET, suspect.together().stream().map(OperatorLoad::id).toList());
    }
    return new Subject(kind, List.of(named.id()));
  }

  /** Several operators bind at one rate, and the cause is not one that stretches them all. */
  private boolean together() {
    return suspect.together().size() > 1 && answer.about().isEmpty();
  }

  private String summary(OperatorLoad named, Optional<OperatorRef> chained) {
    if (answer.about().filter(a -> a.kind() == Subject.Kind.WORKER || a.kind() == Subject.Kind.EDGE).isPresent()) {
      return capitalised(answer.because()) + ", which holds the job back.";
    }
    String who =
        together()
            ? names(suspect.together()) + " hold the job back together; \"" + named.name() + "\""
            : "\"" + named.name() + "\"" + chained.map(c -> " (\"" + c.name() + "\" in its chain)").orElse("");
    boolean asSource = suspect.isSource() && chained.filter(c -> !c.id().equals(headOf(named))).isEmpty();
    String what = together() ? " first" : asSource ? " is too slow as a source" : " holds the job back";
    return who + what + ": " + answer.because() + ".";
  }

  private static String headOf(OperatorLoad operator) {
    return operator.operator().chain().isEmpty() ? operator.id() : operator.operator().chain().get(0).id();
  }

  private static String capitalised(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
  }

  private static String names(List<OperatorLoad> operators) {
    List<String> quoted = operators.stream().map(o -> "\"" + o.name() + "\"").toList();
    int last = quoted.size() - 1;
    return last < 1
        ? quoted.get(0)
        : quoted.subList(0, last).stream().collect(Collectors.joining(", ")) + " and " + quoted.get(last);
  }

  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    for (Demand demand : suspect.demands()) {
      if (demand.state() == Demand.State.BLOCKED) {
        evidence.add(
            new Evidence("backpressured", demand.source().name(), Figures.msPerSecond(demand.blocked()),
                "a source that waits could emit more", "demand"));
      }
      if (demand.growing() && demand.lag().isPresent()) {
        evidence.add(
            new Evidence(
                "lag", demand.source().name(),
                Figures.records(demand.lag().get())
                    + demand.lagGrowth().map(g -> ", growing by " + Figures.recordsPerSecond(g)).orElse(""),
                window.job().slaLag().map(s -> "the job accepts " + Figures.seconds(s)).orElse(null), "demand"));
      }
    }
    evidence.addAll(witnesses.agree());
    evidence.addAll(answer.evidence());
    reliance.reservations().forEach(
        r -> evidence.add(new Evidence("reservation", suspect.operator().name(), r, null, "confidence")));
    if (evidence.isEmpty()) {
      evidence.add(
          new Evidence("busy time", suspect.operator().name(), Figures.msPerSecond(suspect.busy()), null, "capacity"));
    }
    return evidence;
  }

  private List<Remedy> remedies() {
    List<Remedy> all = new ArrayList<>(answer.remedies());
    if (!answer.missing().isEmpty()) {
      all.add(
          new Remedy(
              Remedy.Kind.DO, "Measure what is missing before anything is changed.", null,
              String.join(" ", answer.missing())));
    }
    all.addAll(Avoid.always(suspect, window, limits));
    List<Remedy> ordered = new ArrayList<>(all.stream().filter(r -> r.kind() == Remedy.Kind.DO).toList());
    all.stream().filter(r -> r.kind() == Remedy.Kind.AVOID).forEach(ordered::add);
    return ordered;
  }

  /** Work that comes at fixed times is not in proportion to the records, so the capacities say nothing about it. */
  private boolean predictable() {
    return answer.cause() != Cause.WINDOW_BURST;
  }

  private Gain gain(double factor) {
    String most = suspect.wanted().isPresent() ? "About " : "Up to about ";
    String more = most + Figures.percent(factor - 1) + " more throughput";
    String bound =
        switch (suspect.gainBound()) {
          case DEMAND -> ": all that arrives would be handled";
          case NEXT_OPERATOR ->
              suspect.next().map(n -> "; then \"" + n.name() + "\" is the limit, busy "
                  + Figures.msPerSecond(n.busyMax().orElse(0.0)) + " now").orElse("");
          case UNKNOWN -> "";
        };
    return new Gain(factor, more + bound + ".");
  }

  private static OperatorRef ref(OperatorLoad operator) {
    return new OperatorRef(operator.id(), operator.name());
  }
}
