package io.manometer.creditflow.operator;

/**
 * Takes the elements that flow out of an operator: the next operator of the chain, or an output of the subtask.
 * For the subtask's thread only.
 */
public interface Receiver<T> {

  /** The timestamp of a record without event time, and the watermark before the first one. */
  long NO_TIMESTAMP = Long.MIN_VALUE;

  /**
   * @param timestamp event time in milliseconds since the epoch, or {@link #NO_TIMESTAMP}
   */
  void process(T record, long timestamp) throws Exception;

  /** No record with a timestamp up to this one is to be expected any more. */
  void watermark(long timestamp) throws Exception;

  /** Wall-clock time has passed. Reaches a chain of which an operator asked for it, some 20 times a second. */
  void tick(long nowMillis) throws Exception;

  /** The input has ended; what is held back goes out. It stands for the last watermark too. */
  void end() throws Exception;
}
