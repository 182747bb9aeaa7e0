package io.manometer.scenarios.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the run measures by itself, apart from the agent: CPU of its processes and records that the sinks have
 * delivered, both as a mean over the last seconds.
 */
final class Meters {

  private static final Duration SPAN = Duration.ofSeconds(10);

  /** Totals of one kind at one time; null where the system does not tell. */
  private record Totals(Duration at, Duration workers, Duration analyzer, Long delivered) {}

  private final Deque<Totals> recent = new ArrayDeque<>();

  void read(Duration at, List<Child> workers, Child analyzer) {
    recent.addLast(new Totals(at, cpu(workers), cpu(List.of(analyzer)), delivered(workers)));
    while (recent.size() > 2 && at.minus(recent.peekFirst().at()).compareTo(SPAN) > 0) {
      recent.removeFirst();
    }
  }

  OptionalDouble workerCores() {
    return recent.isEmpty() ? OptionalDouble.empty() : cores(first().workers(), last().workers());
  }

  OptionalDouble analyzerCores() {
    return recent.isEmpty() ? OptionalDouble.empty() : cores(first().analyzer(), last().analyzer());
  }

  /** Records per second that reached the sinks. */
  OptionalDouble throughput() {
    if (recent.size() < 2 || first().delivered() == null || last().delivered() == null) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((last().delivered() - first().delivered()) / seconds());
  }

  private OptionalDouble cores(Duration from, Duration to) {
    if (recent.size() < 2 || from == null || to == null) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(to.minus(from).toNanos() / 1e9 / seconds());
  }

  private double seconds() {
    return last().at().minus(first().at()).toNanos() / 1e9;
  }

  private Totals first() {
    return recent.peekFirst();
  }

  private Totals last() {
    return recent.peekLast();
  }

  private static Duration cpu(List<Child> children) {
    Duration sum = Duration.ZERO;
    for (Child child : children) {
      Duration cpu = child.cpu().orElse(null);
      if (cpu == null) {
        return null;
      }
      sum = sum.plus(cpu);
    }
    return sum;
  }

  private static Long delivered(List<Child> workers) {
    long sum = 0;
    boolean any = false;
    for (Child worker : workers) {
      var line = worker.lastLine("delivered ");
      any |= line.isPresent();
      sum += line.map(Long::parseLong).orElse(0L);
    }
    return any ? sum : null;
  }
}
