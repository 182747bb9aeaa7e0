package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.TimestampFunction;

/**
 * Gives each record its event time, and tells downstream by watermarks how far event time has come: up to the largest
 * timestamp seen, less the disorder allowed. Watermarks go out with the ticks, not with each record.
 */
public final class TimestampOperator<T> extends Operator<T, T> {

  private final TimestampFunction<? super T> function;
  private final long disorderMillis;
  private long largest = NO_TIMESTAMP;
  private long announced = NO_TIMESTAMP;

  public TimestampOperator(TimestampFunction<? super T> function, long disorderMillis) {
    this.function = function;
    this.disorderMillis = disorderMillis;
  }

  @Override
  public boolean wantsTicks() {
    return true;
  }

  @Override
  public void process(T record, long timestamp) throws Exception {
    long eventTime = function.timestampMillis(record);
    if (eventTime > largest) {
      largest = eventTime;
    }
    next.process(record, eventTime);
  }

  /** Watermarks from further up speak of other timestamps and end here. */
  @Override
  public void watermark(long timestamp) {}

  @Override
  public void tick(long nowMillis) throws Exception {
    if (largest != NO_TIMESTAMP) {
      long reached = largest - disorderMillis - 1;
      if (reached > announced) {
        announced = reached;
        next.watermark(reached);
      }
    }
    next.tick(nowMillis);
  }
}
