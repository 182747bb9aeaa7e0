package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.IncidentEvent.Kind;
import io.manometer.rules.limit.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Feeds a tracker one report a second of simulated time and notes what happens. */
final class Timeline {

  private final IncidentTracker tracker;
  private JobWatches watches = JobWatches.none(Given.JOB.id());
  private Instant now = Given.START;
  private final List<IncidentEvent> events = new ArrayList<>();

  Timeline() {
    this(Limits.standard());
  }

  Timeline(Limits limits) {
    tracker = new IncidentTracker(Given.settings(), limits);
  }

  Timeline seconds(int seconds, Given report) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      take(tracker.step(watches, report.at(now), now));
    }
    return this;
  }

  Timeline silent(Duration silence) {
    Instant end = now.plus(silence);
    while (now.isBefore(end)) {
      now = now.plusSeconds(1);
      take(tracker.silence(watches, now));
    }
    return this;
  }

  /** Time in which nobody looks, as while the analyzer is down. */
  Timeline nobodyLooks(Duration span) {
    now = now.plus(span);
    return this;
  }

  private void take(IncidentTracker.Step step) {
    watches = step.watches();
    events.addAll(step.events());
  }

  /** What happened since the last call. */
  List<IncidentEvent> events() {
    List<IncidentEvent> since = List.copyOf(events);
    events.clear();
    return since;
  }

  /** The same in short, such as {@code OPENED WARNING sink}. */
  List<String> story() {
    return events().stream().map(Timeline::line).toList();
  }

  long openings() {
    return events.stream().filter(e -> e.kind() == Kind.OPENED).count();
  }

  long endings() {
    return events.stream().filter(e -> e.kind() == Kind.ENDED).count();
  }

  Instant now() {
    return now;
  }

  JobWatches watches() {
    return watches;
  }

  private static String line(IncidentEvent event) {
    Incident incident = event.incident();
    String who = String.join("+", incident.subject().operators().stream().map(o -> o.id()).toList());
    return event.kind() + " " + incident.severity() + " " + who + (incident.firing() ? "" : " " + incident.ending());
  }
}
