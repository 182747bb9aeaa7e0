package io.manometer.analyzer.alert;

import java.time.Instant;
import java.util.List;

/**
 * The tracker's state for one job.
 *
 * @param lastReport when the job was last reported on
 */
record JobWatches(String jobId, Instant lastReport, List<Watch> watches) {

  JobWatches {
    watches = List.copyOf(watches);
  }

  static JobWatches none(String jobId) {
    return new JobWatches(jobId, Instant.EPOCH, List.of());
  }
}
