package io.manometer.rules.window;

import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.Topology;
import io.manometer.rules.window.SubtaskLoad.InputLoad;
import io.manometer.rules.window.SubtaskLoad.OutputLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A job over some seconds: the one input of every rule.
 *
 * @param subtasks those seen, by id; a subtask without fresh data is not in it
 * @param attempts in which subtasks run of which a worker speaks that is not silent, those too young to judge included
 * @param buckets the same time in steps of a second, oldest first
 */
public record Window(
    Topology job,
    Instant from,
    Instant to,
    Map<SubtaskId, SubtaskLoad> subtasks,
    Map<SubtaskId, Attempt> attempts,
    List<WorkerLoad> workers,
    List<Bucket> buckets,
    Coverage coverage) {

  public Window {
    subtasks = Map.copyOf(subtasks);
    attempts = Map.copyOf(attempts);
    workers = List.copyOf(workers);
    buckets = List.copyOf(buckets);
  }

  /** This window; where the job declares no lag acceptable, {@code lag} is. */
  public Window accepting(Optional<Duration> lag) {
    return new Window(job.accepting(lag), from, to, subtasks, attempts, workers, buckets, coverage);
  }

  public Duration span() {
    return Duration.between(from, to);
  }

  public Optional<SubtaskLoad> subtask(SubtaskId id) {
    return Optional.ofNullable(subtasks.get(id));
  }

  public Optional<WorkerLoad> worker(String id) {
    return workers.stream().filter(w -> w.id().equals(id)).findFirst();
  }

  /** Its subtasks that were seen, perhaps none. */
  public OperatorLoad load(Operator operator) {
    return new OperatorLoad(
        operator, subtasks.values().stream().filter(s -> s.id().operator().equals(operator.id())).toList());
  }

  /** All operators, every producer before its consumers. */
  public List<OperatorLoad> operators() {
    return job.inTopologicalOrder().stream().map(this::load).toList();
  }

  /** Busy share of whichever subtask was the busiest, in each second that saw them all. */
  public List<Double> busyBySecond(OperatorLoad operator) {
    return buckets.stream()
        .filter(bucket -> bucket.saw(operator))
        .flatMap(bucket -> operator.subtasks().stream().map(s -> bucket.subtasks().get(s.id()).busy())
            .max(Comparator.naturalOrder()).stream())
        .toList();
  }

  /** An edge as its producers and consumers tell of it together. */
  public EdgeLoad load(Edge edge) {
    List<OutputLoad> sent =
        subtasks.values().stream()
            .filter(s -> s.id().operator().equals(edge.from()))
            .flatMap(s -> outputOf(s, edge).stream())
            .toList();
    List<InputLoad> received =
        subtasks.values().stream()
            .filter(s -> s.id().operator().equals(edge.to()))
            .flatMap(s -> s.inputs().stream().filter(i -> i.edge().equals(edge.id())))
            .toList();
    return new EdgeLoad(
        edge,
        sum(sent, OutputLoad::records).or(() -> sum(received, InputLoad::records)),
        subtasks.values().stream()
            .filter(s -> s.id().operator().equals(edge.from()))
            .map(s -> blockedOn(s, edge))
            .flatMap(Optional::stream)
            .max(Double::compare),
        sum(received, InputLoad::backlog).or(() -> sum(sent, OutputLoad::backlog)),
        sum(received, InputLoad::credits),
        received.stream().map(InputLoad::aligned).flatMap(Optional::stream).max(Double::compare));
  }

  /** Where a subtask has one output only, all its backpressure is of that edge. */
  private Optional<Double> blockedOn(SubtaskLoad subtask, Edge edge) {
    Optional<Double> told = outputOf(subtask, edge).flatMap(OutputLoad::blocked);
    return told.isPresent() || job.outputsOf(edge.from()).size() > 1 ? told : subtask.backpressured();
  }

  private static Optional<OutputLoad> outputOf(SubtaskLoad subtask, Edge edge) {
    return subtask.outputs().stream().filter(o -> o.edge().equals(edge.id())).findFirst();
  }

  private static <T> Optional<Double> sum(List<T> parts, Function<T, Optional<Double>> value) {
    List<Double> known = parts.stream().map(value).flatMap(Optional::stream).toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(known.stream().mapToDouble(Double::doubleValue).sum());
  }

  /**
   * How much of the job was seen.
   *
   * @param known subtasks that the graph has
   * @param starting subtasks seen that are too young to judge
   * @param dataAge age of the oldest fresh reading at the end of the window; of the newest reading when none is fresh
   * @param stale ids of workers that fell silent
   */
  public record Coverage(int known, int seen, int starting, Duration dataAge, List<String> stale) {
    public Coverage {
      stale = List.copyOf(stale);
    }

    public double ratio() {
      return known == 0 ? 0 : (double) seen / known;
    }
  }
}
