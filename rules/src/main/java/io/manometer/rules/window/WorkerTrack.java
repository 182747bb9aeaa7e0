package io.manometer.rules.window;

import io.manometer.rules.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The readings of one worker in one life of it, oldest first.
 *
 * @param left earlier incarnations, whose late readings are not taken any more
 * @param readings in the order of the worker's own clock
 */
record WorkerTrack(List<String> left, List<Observation> readings) {

  private static final int LEFT_REMEMBERED = 8;
  private static final int ANCHOR_READINGS = 30;
  private static final int PACE_READINGS = 10;

  WorkerTrack {
    left = List.copyOf(left);
    readings = List.copyOf(readings);
  }

  static WorkerTrack of(Observation first) {
    return new WorkerTrack(List.of(), List.of(first));
  }

  WorkerTrack with(Observation observation) {
    String incarnation = observation.worker().incarnation();
    if (left.contains(incarnation)) {
      return this;
    }
    if (!incarnation.equals(last().worker().incarnation())) {
      List<String> leaving = new ArrayList<>(left);
      leaving.add(last().worker().incarnation());
      int surplus = Math.max(0, leaving.size() - LEFT_REMEMBERED);
      return new WorkerTrack(leaving.subList(surplus, leaving.size()), List.of(observation));
    }
    int place = readings.size();
    while (place > 0 && readings.get(place - 1).uptimeNanos() > observation.uptimeNanos()) {
      place--;
    }
    if (place > 0 && readings.get(place - 1).uptimeNanos() == observation.uptimeNanos()) {
      return this;
    }
    List<Observation> more = new ArrayList<>(readings);
    more.add(place, observation);
    return new WorkerTrack(left, more);
  }

  /**
   * Ready to come back to a life that was left, if this one has been silent for longer than {@code silence} at
   * {@code now}: no reading is under way for so long, so whoever speaks then is alive.
   */
  WorkerTrack openToAnyLifeAfter(Duration silence, Instant now) {
    return lastReceived().isBefore(now.minus(silence)) ? new WorkerTrack(List.of(), readings) : this;
  }

  /** Without the readings received before {@code oldest}; the last one always stays. */
  WorkerTrack since(Instant oldest) {
    if (!readings.get(0).at().isBefore(oldest)) {
      return this;
    }
    List<Observation> kept = new ArrayList<>(readings);
    kept.removeIf(reading -> reading != last() && reading.at().isBefore(oldest));
    return new WorkerTrack(left, kept);
  }

  /** Without the readings taken after {@code end}; empty when none is left. */
  Optional<WorkerTrack> until(Instant end) {
    Instant anchor = anchor();
    List<Observation> earlier =
        readings.stream().filter(reading -> !anchor.plusNanos(reading.uptimeNanos()).isAfter(end)).toList();
    return earlier.isEmpty() ? Optional.empty() : Optional.of(new WorkerTrack(left, earlier));
  }

  Observation last() {
    return readings.get(readings.size() - 1);
  }

  Instant lastReceived() {
    return readings.stream().map(Observation::at).max(Instant::compareTo).orElseThrow();
  }

  /**
   * When the worker's clock stood at zero, by the reader's clock. The reading that travelled fastest tells it best;
   * only recent ones count, as the two clocks may drift apart.
   */
  Instant anchor() {
    return readings.subList(Math.max(0, readings.size() - ANCHOR_READINGS), readings.size()).stream()
        .map(reading -> reading.at().minusNanos(reading.uptimeNanos()))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** When the last reading was taken, by the reader's clock. */
  Instant lastTaken() {
    return anchor().plusNanos(last().uptimeNanos());
  }

  /** The usual time from one reading to the next; zero while there is one only. */
  Duration pace() {
    List<Long> steps = new ArrayList<>();
    for (int i = Math.max(1, readings.size() - PACE_READINGS); i < readings.size(); i++) {
      steps.add(readings.get(i).uptimeNanos() - readings.get(i - 1).uptimeNanos());
    }
    steps.sort(null);
    return steps.isEmpty() ? Duration.ZERO : Duration.ofNanos(steps.get(steps.size() / 2));
  }

  boolean silentAt(Instant now, Duration limit) {
    return lastTaken().plus(limit).isBefore(now);
  }
}
