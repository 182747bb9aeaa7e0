package io.manometer.rules.engine;

import io.manometer.rules.engine.Memory.Standing;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps diagnoses from flickering: a bottleneck is named after it was found for a while without a break, given up after
 * it was not found for a while, and its cause changes only to one that was found for a while. UNKNOWN and MIXED yield
 * to a
 * definite cause sooner.
 */
final class Steadiness {

  private final Limits limits;
  private final Instant now;

  Steadiness(Limits limits, Instant now) {
    this.limits = limits;
    this.now = now;
  }

  /** A bottleneck as this cycle found it. */
  record Found(String operator, Diagnosis diagnosis) {}

  List<Standing> next(List<Standing> before, List<Found> found) {
    List<Standing> next = new ArrayList<>();
    Set<String> foundNow = new TreeSet<>();
    boolean another = false;
    for (Found f : found) {
      foundNow.add(f.operator());
      Standing standing = seen(before, f);
      another |= standing.named().isPresent();
      next.add(standing);
    }
    for (Standing standing : before) {
      if (!foundNow.contains(standing.operator()) && standing.named().isPresent() && !another
          && lasted(standing.foundLast()).compareTo(limit(limits.of(EngineLimits.CLEAR))) < 0) {
        next.add(
            new Standing(
                standing.operator(), now, standing.foundLast(), standing.cause(), standing.causeSince(),
                standing.named()));
      }
    }
    return next;
  }

  private Standing seen(List<Standing> before, Found found) {
    Cause cause = found.diagnosis().cause();
    Optional<Standing> known = before.stream().filter(s -> s.operator().equals(found.operator())).findFirst();
    if (known.isEmpty()) {
      return new Standing(found.operator(), now, now, cause, now, confirmed(now, found.diagnosis()));
    }
    Standing was = known.get();
    Instant causeSince = was.cause() == cause ? was.causeSince() : now;
    Optional<Diagnosis> named =
        was.named().isPresent()
            ? Optional.of(renamed(was.named().get(), found.diagnosis(), causeSince))
            : confirmed(was.foundSince(), found.diagnosis());
    return new Standing(found.operator(), was.foundSince(), now, cause, causeSince, named);
  }

  private Optional<Diagnosis> confirmed(Instant since, Diagnosis diagnosis) {
    return lasted(since).compareTo(limit(limits.of(EngineLimits.CONFIRM))) >= 0
        ? Optional.of(at(diagnosis, since))
        : Optional.empty();
  }

  private Diagnosis renamed(Diagnosis before, Diagnosis now, Instant causeSince) {
    if (before.cause() == now.cause()) {
      return at(now, before.since());
    }
    boolean indefinite = before.cause() == Cause.UNKNOWN || before.cause() == Cause.MIXED;
    Duration needed = limit(limits.of(indefinite ? EngineLimits.CONFIRM : EngineLimits.CAUSE));
    return lasted(causeSince).compareTo(needed) >= 0 ? at(now, causeSince) : before;
  }

  private Duration lasted(Instant since) {
    return Duration.between(since, now);
  }

  private static Duration limit(double seconds) {
    return EngineLimits.seconds(seconds);
  }

  private static Diagnosis at(Diagnosis d, Instant since) {
    return new Diagnosis(
        d.subject(), d.operator(), d.subtasks(), d.chainOperator(), d.cause(), d.confidence(), d.summary(), since,
        d.evidence(), d.remedies(), d.gain(), d.nextBottleneck());
  }
}
