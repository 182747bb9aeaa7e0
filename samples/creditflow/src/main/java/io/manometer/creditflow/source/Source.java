package io.manometer.creditflow.source;

import java.util.function.Supplier;

/**
 * Where records come from: a generator and the demand on it. Immutable.
 *
 * <p>A closed-loop source emits as fast as the pipeline takes. An open-loop source has arrivals at a {@link Rate}
 * whatever the pipeline does; what it could not emit yet is its lag, which is a difference of two counts and takes no
 * memory, since a record is made when it is emitted.
 *
 * @param generator called once for each subtask
 * @param rate null for a closed-loop source
 * @param limit records in all subtasks together after which the source ends; {@link #ENDLESS} for never
 */
public record Source<T>(Supplier<? extends Generator<T>> generator, Rate rate, long limit) {

  /** The limit of a source that never ends. */
  public static final long ENDLESS = Long.MAX_VALUE;

  public Source {
    if (generator == null) {
      throw new IllegalArgumentException("a source needs a generator");
    }
    if (limit < 0) {
      throw new IllegalArgumentException("a limit of " + limit + " records; zero or more is right");
    }
  }

  /** Emits as fast as the pipeline takes. */
  public static <T> Source<T> closedLoop(Supplier<? extends Generator<T>> generator) {
    return new Source<>(generator, null, ENDLESS);
  }

  /** Emits what has arrived at the given rate. */
  public static <T> Source<T> openLoop(Rate rate, Supplier<? extends Generator<T>> generator) {
    if (rate == null) {
      throw new IllegalArgumentException("an open-loop source needs a rate");
    }
    return new Source<>(generator, rate, ENDLESS);
  }

  /** The same source, ending after so many records (all subtasks together). */
  public Source<T> limit(long records) {
    return new Source<>(generator, rate, records);
  }

  /** True when records arrive whatever the pipeline does. */
  public boolean openLoop() {
    return rate != null;
  }
}
