package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.IncidentEvent.Kind;
import io.manometer.analyzer.alert.Sighting.Finding;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns the reports of a job into incidents: state and report in, state and events out. Pure; any thread.
 *
 * <p>A condition fires once it has held for long enough and ends once it has been clearly gone for long enough. Data
 * that is missing does neither. One incident per root cause: a critical one takes in the warning about its operator,
 * and operators that are merely backpressured have no incident at all.
 */
final class IncidentTracker {

  /** The state to keep, and what happened. */
  record Step(JobWatches watches, List<IncidentEvent> events) {}

  private final AlertSettings settings;
  private final BusyCondition warning;
  private final BottleneckCondition alarm;

  IncidentTracker(AlertSettings settings, Limits limits) {
    this.settings = settings;
    this.warning = new BusyCondition(settings, limits);
    this.alarm = new BottleneckCondition(settings, limits);
  }

  /** What a report changes. */
  Step step(JobWatches before, Report report, Instant now) {
    List<Sighting> sightings =
        Stream.concat(alarm.sightings(report).stream(), warning.sightings(report).stream()).toList();
    Finding unseen = report.health() == Health.INSUFFICIENT_DATA ? Finding.UNKNOWN : Finding.CLEAR;
    return new Round(now, report.window(), unseen).over(before.jobId(), now, Claims.of(before.watches(), sightings));
  }

  /** What the passing of time changes for a job that is not reported on. */
  Step silence(JobWatches before, Instant now) {
    List<Claims.Claim> unclaimed = before.watches().stream().map(w -> new Claims.Claim(w, null)).toList();
    return new Round(now, Duration.ZERO, Finding.UNKNOWN).over(before.jobId(), before.lastReport(), unclaimed);
  }

  /** One step in progress; collects its events. */
  private final class Round {

    private final Instant now;
    private final Duration window;
    private final Finding unseen;
    private final List<IncidentEvent> events = new ArrayList<>();
    private final List<Subject> critical = new ArrayList<>();

    Round(Instant now, Duration window, Finding unseen) {
      this.now = now;
      this.window = window;
      this.unseen = unseen;
    }

    Step over(String jobId, Instant lastReport, List<Claims.Claim> claims) {
      List<Watch> after = new ArrayList<>();
      claims.stream()
          .sorted(Comparator.comparing(c -> c.watch().severity(), Comparator.reverseOrder()))
          .forEach(c -> after.add(advanced(c.watch(), c.sighting())));
      return new Step(new JobWatches(jobId, lastReport, after.stream().filter(w -> !w.idle()).toList()), events);
    }

    private Watch advanced(Watch before, Sighting sighting) {
      Watch watch = before.forgetting(now, settings.flapWindow());
      if (watch.severity() == Severity.WARNING && critical.stream().anyMatch(watch.subject()::overlaps)) {
        return subsumed(watch);
      }
      Watch after = watch.firing() ? firing(watch, sighting) : waiting(watch, sighting);
      if (after.severity() == Severity.CRITICAL && after.firing()) {
        critical.add(after.subject());
      }
      return after;
    }

    private Watch subsumed(Watch watch) {
      return watch.firing() ? ended(watch, Incident.Ending.SUBSUMED) : watch.calm();
    }

    private Watch waiting(Watch watch, Sighting sighting) {
      return switch (finding(sighting)) {
        case RAISED -> raised(watch, sighting);
        case NEAR, CLEAR -> watch.calm();
        case HOLD, UNKNOWN -> watch;
      };
    }

    private Watch raised(Watch watch, Sighting sighting) {
      Held held = watch.pending() ? watch.raising().seen(now, window, settings.longestGap()) : Held.from(now);
      if (!held.forAtLeast(sighting.hold())) {
        return watch.raising(held);
      }
      boolean flapping = watch.openings().size() + 1 >= settings.flapOpenings();
      Incident incident = Incident.open(sighting, now, flapping);
      events.add(new IncidentEvent(Kind.OPENED, incident));
      return watch.opened(incident);
    }

    private Watch firing(Watch watch, Sighting sighting) {
      return switch (finding(sighting)) {
        case RAISED -> known(watch, sighting.account().tellsMoreThan(watch.incident().account())
            ? sighting.account() : watch.incident().account());
        case NEAR, HOLD -> known(watch, watch.incident().account());
        case CLEAR -> clearing(watch);
        case UNKNOWN -> silent(watch);
      };
    }

    private Watch known(Watch watch, Account account) {
      Incident before = watch.incident();
      Incident after = before.known(account, now);
      if (before.dataLost() || !account.equals(before.account())) {
        events.add(new IncidentEvent(Kind.CHANGED, after));
      }
      return watch.firing(after, null);
    }

    private Watch clearing(Watch watch) {
      Watch known = known(watch, watch.incident().account());
      Held held = watch.clearing() == null
          ? Held.from(now) : watch.clearing().seen(now, window, settings.longestGap());
      return held.forAtLeast(quietNeeded(watch.incident()))
          ? ended(known, Incident.Ending.HEALED) : watch.firing(known.incident(), held);
    }

    private Duration quietNeeded(Incident incident) {
      if (incident.flapping()) {
        return settings.flapQuiet();
      }
      return incident.severity() == Severity.CRITICAL ? settings.criticalClearHold() : settings.warningClearHold();
    }

    private Watch silent(Watch watch) {
      Duration silence = Duration.between(watch.incident().lastKnown(), now);
      if (silence.compareTo(settings.expireAfter()) > 0) {
        return ended(watch, Incident.Ending.EXPIRED);
      }
      if (silence.compareTo(settings.dataLostAfter()) <= 0 || watch.incident().dataLost()) {
        return watch;
      }
      Incident lost = watch.incident().lost();
      events.add(new IncidentEvent(Kind.CHANGED, lost));
      return watch.firing(lost, watch.clearing());
    }

    private Watch ended(Watch watch, Incident.Ending how) {
      events.add(new IncidentEvent(Kind.ENDED, watch.incident().ended(how, now)));
      return watch.calm();
    }

    private Finding finding(Sighting sighting) {
      return sighting == null ? unseen : sighting.finding();
    }
  }
}
