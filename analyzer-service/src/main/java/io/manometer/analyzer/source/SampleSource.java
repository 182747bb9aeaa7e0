package io.manometer.analyzer.source;

import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /**
   * What this source has to say of a report on a job that it has told of, such as why there is nothing new: one sentence for
   * what is not known. Called once a cycle and must not block.
   */
  default Optional<String> remark(Report report) {
    return Optional.empty();
  }

  /**
   * Hears what came of the observations, once a cycle and job: what is left open may be worth a closer look. Must not block.
   */
  default void heard(Report report) {}

  /**
   * Why nothing can be had from this source at present: what is wrong, where, and what would be right, on one line and without
   * a full stop. Empty when nothing is wrong as far as is known. Any thread may ask; must not block.
   */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** One word for pages, logs and {@code /status}. */
  default String name() {
    return getClass().getSimpleName();
  }
}
