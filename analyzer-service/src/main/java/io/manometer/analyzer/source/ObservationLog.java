package io.manometer.analyzer.source;

import io.manometer.rules.model.Observation;
import java.time.Instant;
import java.util.List;

/** Hears what each cycle was given, in order. Called by the one thread of the cycle. */
public interface ObservationLog {

  ObservationLog NONE = (at, observations) -> { };

  /** The cycle at {@code at} was given {@code observations}. */
  void heard(Instant at, List<Observation> observations);
}
