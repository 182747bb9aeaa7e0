package io.manometer.rules.engine;

import io.manometer.rules.engine.Memory.Episode;
import io.manometer.rules.engine.Memory.Standing;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Report.AfterChange;
import io.manometer.rules.report.Report.AfterChange.Verdict;
import io.manometer.rules.report.Report.Throughput;
import io.manometer.rules.rule.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The proof of a fix: remembers throughput and demand while a bottleneck stands, and compares once it is gone. It
 * does not
 * need to know what was changed, nor whether the job was restarted for it.
 */
final class AfterChanges {

  private static final double SMOOTH = 0.2;
  private static final double SAME = 0.9;
  private static final Duration FROZEN_AFTER = Duration.ofSeconds(60);
  private static final Duration SHOWN = Duration.ofHours(1);

  private final Limits limits;
  private final Instant now;
  private final Throughput throughput;
  private final boolean demandMet;

  AfterChanges(Limits limits, Instant now, Throughput throughput, boolean demandMet) {
    this.limits = limits;
    this.now = now;
    this.throughput = throughput;
    this.demandMet = demandMet;
  }

  record Next(Optional<Episode> present, Optional<Episode> gone) {}

  /** {@code standing} is the bottleneck that there is; one that is kept although it was not found now adds nothing. */
  Next next(Memory before, Optional<Standing> standing) {
    Optional<Episode> present =
        standing
            .flatMap(s -> s.named().filter(d -> d.operator() != null).map(d -> running(before.present(), d, s)));
    Optional<Episode> leaving =
        before.present().filter(was -> present.filter(is -> is.operator().equals(was.operator())).isEmpty())
            .map(this::leave);
    boolean back =
        present.isPresent() && before.gone().filter(g -> g.operator().equals(present.get().operator())).isPresent();
    Optional<Episode> gone = leaving.or(() -> back ? Optional.empty() : before.gone());
    return new Next(
        present, gone.filter(g -> !g.goneAt().orElse(now).plus(SHOWN).isBefore(now)).map(g -> proved(g, present)));
  }

  private Episode running(Optional<Episode> known, Diagnosis d, Standing standing) {
    Optional<Episode> same = known.filter(e -> e.operator().equals(d.operator().id()));
    if (same.isPresent() && standing.foundLast().isBefore(now)) {
      return same.get();
    }
    return new Episode(
        d.operator().id(), d.operator().name(), d.cause(),
        smooth(same.flatMap(Episode::emitted), throughput.emittedPerSecond()),
        smooth(same.flatMap(Episode::arrived), throughput.arrivedPerSecond()),
        Optional.empty(), Optional.empty());
  }

  private static Optional<Double> smooth(Optional<Double> before, Double now) {
    return now == null ? before : Optional.of(before.map(b -> b + SMOOTH * (now - b)).orElse(now));
  }

  private Episode leave(Episode e) {
    return new Episode(
        e.operator(), e.name(), e.cause(), e.emitted(), e.arrived(), Optional.of(now), Optional.empty());
  }

  private Episode proved(Episode gone, Optional<Episode> present) {
    Instant goneAt = gone.goneAt().orElse(now);
    boolean frozen = goneAt.plus(FROZEN_AFTER).isBefore(now)
        && gone.proof().filter(p -> p.verdict() != Verdict.UNDECIDED).isPresent();
    return frozen ? gone : new Episode(
        gone.operator(), gone.name(), gone.cause(), gone.emitted(), gone.arrived(), gone.goneAt(),
        Optional.of(compare(gone, goneAt, present)));
  }

  private AfterChange compare(Episode gone, Instant goneAt, Optional<Episode> present) {
    Optional<Double> after = Optional.ofNullable(throughput.emittedPerSecond());
    boolean early = Duration.between(goneAt, now).compareTo(EngineLimits.seconds(limits.of(EngineLimits.SETTLE))) < 0;
    if (early || gone.emitted().filter(b -> b > 0).isEmpty() || after.isEmpty()) {
      return proof(gone, goneAt, after, Verdict.UNDECIDED,
          early ? "it is too early to tell" : "throughput is not known");
    }
    double factor = after.get() / gone.emitted().get();
    Optional<Double> demand =
        gone.arrived().filter(a -> a > 0).flatMap(
            a -> Optional.ofNullable(throughput.arrivedPerSecond()).map(now -> now / a));
    String moved =
        present.map(p -> "; now \"" + p.name() + "\" is the limit").orElse("");
    if (factor >= limits.of(EngineLimits.EFFECTIVE)) {
      return proof(gone, goneAt, after, Verdict.EFFECTIVE, "throughput rose by " + Figures.percent(factor - 1) + moved);
    }
    if (demand.filter(d -> d < SAME).isPresent()) {
      return proof(gone, goneAt, after, Verdict.UNDECIDED,
          "demand fell by " + Figures.percent(1 - demand.get()) + " as well");
    }
    if (demandMet && demand.isPresent() && present.isEmpty()) {
      return proof(gone, goneAt, after, Verdict.EFFECTIVE, "all that arrives is handled, at the same demand");
    }
    if (demand.isPresent() || present.isPresent()) {
      return proof(gone, goneAt, after, Verdict.INEFFECTIVE, "throughput did not rise" + moved);
    }
    return proof(gone, goneAt, after, Verdict.UNDECIDED, "throughput did not rise, and the demand is not known");
  }

  private static AfterChange proof(
      Episode gone, Instant goneAt, Optional<Double> after, Verdict verdict, String why) {
    String rates =
        gone.emitted().flatMap(b -> after.map(a -> ": " + Figures.number(b) + " before, " + Figures.recordsPerSecond(a)
            + " after")).orElse("");
    return new AfterChange(
        gone.name(), gone.cause(), goneAt, gone.emitted().orElse(null), after.orElse(null), verdict,
        "\"" + gone.name() + "\" no longer holds the job back; " + why + rates + ".");
  }
}
