package io.manometer.agent.core.meter;

/**
 * Reads a meter without ever failing to: when the task thread was stopped in the midst of writing, the reading before
 * stands. Threads: any; the task thread never takes the lock.
 */
public final class MeterReader {

  private final SubtaskMeter meter;
  private MeterReading latest;

  /** @param earlier what stands until the first reading */
  MeterReader(SubtaskMeter meter, MeterReading earlier) {
    this.meter = meter;
    this.latest = earlier;
  }

  public synchronized MeterReading read() {
    MeterReading reading = meter.tryRead();
    if (reading != null) {
      latest = reading;
    }
    return latest;
  }
}
