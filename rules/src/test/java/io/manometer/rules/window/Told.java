package io.manometer.rules.window;

import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.Topology;
import io.manometer.rules.model.WorkerReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a worker tells at one instant, with as little said as a test needs. */
final class Told {

  static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private final String worker;
  private String incarnation = "first";
  private Duration delay = Duration.ZERO;
  private Optional<Long> gcMillis = Optional.empty();
  private final List<SubtaskReading> subtasks = new ArrayList<>();

  private Told(String worker) {
    this.worker = worker;
  }

  static Told by(String worker) {
    return new Told(worker);
  }

  Told inLife(String name) {
    incarnation = name;
    return this;
  }

  /** How long it takes until the reader has it. */
  Told arriving(Duration after) {
    delay = after;
    return this;
  }

  Told paused(long millis) {
    gcMillis = Optional.of(millis);
    return this;
  }

  /**
   * Subtask {@code index} of {@code operator} after {@code age} seconds of which it was idle and backpressured so
   * long.
   */
  Told subtask(String operator, int index, double age, double idle, double backpressured) {
    return subtask(operator, index, 0, new Spent.Totals(nanos(age), nanos(idle), nanos(backpressured)), age);
  }

  Told attempt(String operator, int index, int attempt, double age, double idle, double backpressured) {
    return subtask(operator, index, attempt, new Spent.Totals(nanos(age), nanos(idle), nanos(backpressured)), age);
  }

  Told shares(String operator, int index, double busy, double backpressured) {
    return subtask(
        operator, index, 0,
        new Spent.Shares(
            Optional.of(busy), Optional.of(backpressured), Optional.empty(), Duration.ofSeconds(60)),
        0);
  }

  private Told subtask(String operator, int index, int attempt, Spent spent, double age) {
    boolean source = operator.equals("source");
    subtasks.add(
        new SubtaskReading(
            new SubtaskId(operator, index), attempt, spent, Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), source ? Optional.empty() : Optional.of((long) (age * 100)),
            source ? Optional.of((long) (age * 100)) : Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(),
            Optional.<StackReading>empty(), Optional.empty(), Optional.empty()));
    return this;
  }

  /** At so many seconds of the worker's uptime, which began at {@link #T0}. */
  Observation at(double seconds) {
    return new Observation(
        job(), reading(), T0.plus(delay).plusNanos(nanos(seconds)), nanos(seconds), subtasks);
  }

  private WorkerReading reading() {
    return new WorkerReading(
        worker, incarnation, "host", 1, Optional.empty(), Optional.empty(), Optional.empty(), gcMillis,
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Topology job() {
    return new Topology(
        "job", "a job", "test",
        List.of(
            new Operator("source", "Source", 1, Optional.empty(), Operator.Role.SOURCE, List.of()),
            new Operator("map", "Map", 2, Optional.empty(), Operator.Role.SINK, List.of())),
        List.of(new Edge("e", "source", "map", Edge.Partitioning.REBALANCE)), Optional.empty());
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
