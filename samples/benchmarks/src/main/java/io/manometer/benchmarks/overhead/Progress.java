package io.manometer.benchmarks.overhead;

import java.util.ArrayList;
import java.util.Collections;
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

  private static final long SECOND = 1_000_000_000;

  private final List<Mark> marks = new ArrayList<>();

  /** Of lines as they were written so far; the last one may not be whole yet. */
  static Progress of(String written) {
    Progress progress = new Progress();
    written.substring(0, written.lastIndexOf('\n') + 1).lines().map(Mark::parse).forEach(progress::add);
    return progress;
  }

  synchronized void add(Mark mark) {
    marks.add(mark);
  }

  synchronized int size() {
    return marks.size();
  }

  /**
   * Records per second from one mark to another, by the JVM's own clock: the median over the whole seconds in between.
   * A neighbour of the machine takes a core for some of them now and then; what the agent does, it does in each.
   *
   * @throws IllegalStateException when less than a second passed, or no record passed in one
   */
  synchronized double perSecond(int from, int to) {
    List<Double> rates = new ArrayList<>();
    Mark first = marks.get(from);
    for (Mark mark : marks.subList(from + 1, to + 1)) {
      if (mark.nanos() - first.nanos() >= SECOND) {
        rates.add(perSecond(first, mark));
        first = mark;
      }
    }
    if (rates.isEmpty()) {
      throw new IllegalStateException("the pipeline told its progress for less than a second");
    }
    Collections.sort(rates);
    return (rates.get((rates.size() - 1) / 2) + rates.get(rates.size() / 2)) / 2;
  }

  private static double perSecond(Mark first, Mark last) {
    long records = last.records() - first.records();
    long nanos = last.nanos() - first.nanos();
    if (records <= 0 || nanos <= 0) {
      throw new IllegalStateException("the pipeline stood still: " + records + " records in " + nanos + " ns");
    }
    return records * 1e9 / nanos;
  }
}
