package io.manometer.analyzer.source;

import io.manometer.rules.model.Observation;
import java.time.Instant;
import java.util.List;

/**
 * Where observations of jobs come from. Every source gives the same values, whatever it reads, and in any order: the
 * history of a job sorts them and knows repeated ones.
 */
public interface SampleSource {

  /**
   * What came in since the last call. Called once a second by the one thread of the analysis cycle and must not block: a
   * source that reads from a network does so on a thread of its own. Nothing new is an empty list.
   */
  List<Observation> fetch(Instant now);

  /** For logs and {@code /status}. */
  default String name() {
    return getClass().getSimpleName();
  }
}
