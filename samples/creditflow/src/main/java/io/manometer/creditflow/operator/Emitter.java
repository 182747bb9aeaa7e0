package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.Collector;

/** Hands what a user's function collects to the next operator, with the timestamp of the record being processed. */
final class Emitter<T> implements Collector<T> {

  private final Receiver<T> next;
  long timestamp = Receiver.NO_TIMESTAMP;

  Emitter(Receiver<T> next) {
    this.next = next;
  }

  @Override
  public void collect(T record) {
    try {
      next.process(record, timestamp);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new DownstreamException(e);
    }
  }
}
