package io.manometer.rules.cause;

import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who allocates in one worker JVM, in heap bytes a second.
 *
 * @param byOperator this job's operators, whoever allocates most first
 * @param elsewhere what other threads than this job's tasks allocate, such as fetchers, clients and the tasks of another job;
 *     empty where that is not known
 */
record Allocations(List<ByOperator> byOperator, Optional<Double> elsewhere) {

  /** What the task threads of one operator allocate. */
  record ByOperator(OperatorLoad operator, double bytes) {}

  static Allocations in(WorkerLoad worker, Window window) {
    List<ByOperator> byOperator =
        window.operators().stream()
            .map(operator -> new ByOperator(operator, bytes(operator, worker)))
            .sorted(Comparator.comparingDouble(ByOperator::bytes).reversed())
            .toList();
    double ofJob = byOperator.stream().mapToDouble(ByOperator::bytes).sum();
    return new Allocations(byOperator, worker.allocatedBytes().map(all -> Math.max(0, all - ofJob)));
  }

  private static double bytes(OperatorLoad operator, WorkerLoad worker) {
    return operator.subtasks().stream()
        .filter(s -> s.worker().equals(worker.id()))
        .mapToDouble(s -> s.allocatedBytes().orElse(0.0))
        .sum();
  }

  double all() {
    return byOperator.stream().mapToDouble(ByOperator::bytes).sum() + elsewhere.orElse(0.0);
  }

  double share(double bytes) {
    return all() > 0 ? bytes / all() : 0;
  }

  /** The operator with at least such a share of all, and twice as much as any other operator of the job. */
  Optional<ByOperator> clearlyMost(double share) {
    double second = byOperator.stream().skip(1).mapToDouble(ByOperator::bytes).findFirst().orElse(0);
    return byOperator.stream().findFirst()
        .filter(first -> first.bytes() > 0 && share(first.bytes()) >= share && first.bytes() >= 2 * second);
  }

  /** What is allocated elsewhere, if it is more than half of all. */
  Optional<Double> mostlyElsewhere() {
    return elsewhere.filter(bytes -> share(bytes) > 0.5);
  }
}
