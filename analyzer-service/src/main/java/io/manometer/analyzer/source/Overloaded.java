package io.manometer.analyzer.source;

/** Snapshots come faster than they are used; the sender should wait and try again. */
public final class Overloaded extends RuntimeException {

  Overloaded() {
    super("the analyzer's queue is full; try again after a second", null, false, false);
  }
}
