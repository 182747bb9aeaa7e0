package io.manometer.benchmarks.overhead;

import java.util.ArrayList;
import java.util.List;

/** What a measured JVM has printed of its progress. Threads: one adds, any reads. */
final class Progress {

  /** One line of it: the JVM's own clock, and records so far. */
  record Mark(long nanos, long records) {

    static Mark parse(String line) {
      String[] parts = line.split(" ");
      return new Mark(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
  }

  private final List<Mark> marks = new ArrayList<>();

  synchronized void add(Mark mark) {
    marks.add(mark);
  }

  synchronized int size() {
    return marks.size();
  }

  /**
   * Records per second from one mark to another, by the JVM's own clock.
   *
   * @throws IllegalStateException when no time or no record passed between them
   */
  synchronized double perSecond(int from, int to) {
    Mark first = marks.get(from);
    Mark last = marks.get(to);
    long records = last.records() - first.records();
    long nanos = last.nanos() - first.nanos();
    if (records <= 0 || nanos <= 0) {
      throw new IllegalStateException("the pipeline stood still: " + records + " records in " + nanos + " ns");
    }
    return records * 1e9 / nanos;
  }
}
