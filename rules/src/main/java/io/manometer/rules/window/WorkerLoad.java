package io.manometer.rules.window;

import io.manometer.rules.model.WorkerReading;
import java.util.Optional;

/**
 * What one worker JVM did over the window.
 *
 * @param last its latest reading
 * @param stale it fell silent; its figures are those of an earlier time
 * @param gcShare time that its threads stood still, 0 to 1
 * @param heapUsed share of the largest heap in use
 * @param liveSet share of the largest heap that the last collection left
 * @param allocatedBytes heap bytes a second that all threads of the JVM allocated, of whichever job
 * @param cpuCores cores that the process kept busy
 * @param throttled share of time that a CPU quota held it back
 */
public record WorkerLoad(
    WorkerReading last,
    boolean stale,
    Optional<Double> gcShare,
    Optional<Double> gcPausesPerSecond,
    Optional<Double> heapUsed,
    Optional<Double> liveSet,
    Optional<Double> allocatedBytes,
    Optional<Double> cpuCores,
    Optional<Double> throttled) {

  public String id() {
    return last.id();
  }
}
