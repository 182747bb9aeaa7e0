package io.manometer.scenarios.run;

import io.manometer.scenarios.run.Deployment.Delivered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the run measures by itself, apart from the agent: CPU of its processes and records that the sinks have
 * delivered, both as a mean over the last seconds.
 */
final class Meters {

  private static final Duration SPAN = Duration.ofSeconds(10);

  /** CPU time so far; null where the system does not tell. */
  private record Cpu(Duration at, Duration workers, Duration analyzer) {}

  private final Deque<Cpu> cpus = new ArrayDeque<>();
  private final Deque<Delivered> deliveries = new ArrayDeque<>();

  void read(Duration at, List<Child> workers, Child analyzer, Optional<Delivered> delivered) {
    cpus.addLast(new Cpu(at, cpu(workers), cpu(List.of(analyzer))));
    while (cpus.size() > 2 && at.minus(cpus.peekFirst().at()).compareTo(SPAN) > 0) {
      cpus.removeFirst();
    }
    delivered.filter(now -> deliveries.isEmpty() || now.at().compareTo(deliveries.peekLast().at()) > 0)
        .ifPresent(this::keep);
  }

  /** Counts may come further apart than the span; the last two are always kept. */
  private void keep(Delivered now) {
    deliveries.addLast(now);
    while (deliveries.size() > 2 && now.at().minus(second(deliveries).at()).compareTo(SPAN) >= 0) {
      deliveries.removeFirst();
    }
  }

  OptionalDouble workerCores() {
    return cpus.isEmpty() ? OptionalDouble.empty() : cores(cpus.peekFirst().workers(), cpus.peekLast().workers());
  }

  OptionalDouble analyzerCores() {
    return cpus.isEmpty() ? OptionalDouble.empty() : cores(cpus.peekFirst().analyzer(), cpus.peekLast().analyzer());
  }

  /** Records per second that reached the sinks. */
  OptionalDouble throughput() {
    if (deliveries.size() < 2) {
      return OptionalDouble.empty();
    }
    Delivered first = deliveries.peekFirst();
    Delivered last = deliveries.peekLast();
    return OptionalDouble.of((last.records() - first.records()) / seconds(first.at(), last.at()));
  }

  private OptionalDouble cores(Duration from, Duration to) {
    if (cpus.size() < 2 || from == null || to == null) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(to.minus(from).toNanos() / 1e9 / seconds(cpus.peekFirst().at(), cpus.peekLast().at()));
  }

  private static double seconds(Duration from, Duration to) {
    return to.minus(from).toNanos() / 1e9;
  }

  private static Delivered second(Deque<Delivered> deque) {
    Iterator<Delivered> inOrder = deque.iterator();
    inOrder.next();
    return inOrder.next();
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
}
