package io.manometer.rules.window;

import io.manometer.rules.model.Operator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the subtasks of one operator did, those that were seen. */
public record OperatorLoad(Operator operator, List<SubtaskLoad> subtasks) {

  public OperatorLoad {
    subtasks = subtasks.stream().sorted(Comparator.comparing(SubtaskLoad::id)).toList();
  }

  public String id() {
    return operator.id();
  }

  public String name() {
    return operator.name();
  }

  public Optional<SubtaskLoad> busiest() {
    return subtasks.stream()
        .filter(s -> s.busy().isPresent())
        .max(Comparator.comparingDouble((SubtaskLoad s) -> s.busy().get()).thenComparing(s -> -s.id().index()));
  }

  public Optional<Double> busyMax() {
    return max(SubtaskLoad::busy);
  }

  public Optional<Double> busyMean() {
    return mean(SubtaskLoad::busy);
  }

  public Optional<Double> backpressuredMax() {
    return max(SubtaskLoad::backpressured);
  }

  /** Records per second that all its subtasks worked on; empty unless all tell. */
  public Optional<Double> processed() {
    return total(SubtaskLoad::processed);
  }

  /**
   * Records per second that it could do if it never waited, with the records spread as they are: the busiest subtask
   * saturates first. (Capacity of useful time as in DS2,
   * OSDI '18, but per subtask.)
   */
  public Optional<Double> capacity() {
    return busyMax().filter(b -> b > 0.001).flatMap(b -> processed().filter(p -> p > 0).map(p -> p / b));
  }

  public Optional<Double> max(Function<SubtaskLoad, Optional<Double>> value) {
    return subtasks.stream().map(value).flatMap(Optional::stream).max(Double::compare);
  }

  public Optional<Double> mean(Function<SubtaskLoad, Optional<Double>> value) {
    List<Double> known = subtasks.stream().map(value).flatMap(Optional::stream).toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
  }

  /** The sum over all subtasks; empty when one of them does not tell. */
  public Optional<Double> total(Function<SubtaskLoad, Optional<Double>> value) {
    if (subtasks.isEmpty() || subtasks.stream().map(value).anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(subtasks.stream().map(value).mapToDouble(Optional::get).sum());
  }
}
