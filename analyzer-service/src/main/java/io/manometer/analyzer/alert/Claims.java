package io.manometer.analyzer.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * Which watch each sighting belongs to. Incidents that fire claim every sighting that overlaps them, so one root cause
 * whose set of operators changes stays one incident; what nobody claims gets a watch of its own.
 */
final class Claims {

  /** A watch and what the report says of it; null when it says nothing. */
  record Claim(Watch watch, Sighting sighting) {}

  private final List<Watch> watches;
  private final List<Sighting> claimed;

  private Claims(List<Watch> watches) {
    this.watches = new ArrayList<>(watches);
    this.claimed = new ArrayList<>();
    watches.forEach(w -> claimed.add(null));
  }

  static List<Claim> of(List<Watch> watches, List<Sighting> sightings) {
    Claims claims = new Claims(watches);
    sightings.forEach(claims::place);
    List<Claim> result = new ArrayList<>();
    for (int i = 0; i < claims.watches.size(); i++) {
      result.add(new Claim(claims.watches.get(i), claims.claimed.get(i)));
    }
    return result;
  }

  private void place(Sighting sighting) {
    List<Integer> overlapping = new ArrayList<>();
    for (int i = 0; i < watches.size(); i++) {
      Watch watch = watches.get(i);
      if (watch.severity() == sighting.severity() && watch.subject().overlaps(sighting.subject())) {
        overlapping.add(i);
      }
    }
    List<Integer> firing = overlapping.stream().filter(i -> watches.get(i).firing()).toList();
    if (!firing.isEmpty()) {
      firing.forEach(i -> claim(i, sighting));
    } else if (!overlapping.isEmpty()) {
      int first = overlapping.get(0);
      claim(overlapping.stream().filter(i -> watches.get(i).pending()).findFirst().orElse(first), sighting);
    } else {
      watches.add(Watch.on(sighting));
      claimed.add(sighting);
    }
  }

  private void claim(int watch, Sighting sighting) {
    Sighting before = claimed.get(watch);
    if (before == null || sighting.finding().compareTo(before.finding()) < 0) {
      claimed.set(watch, sighting);
    }
  }
}
