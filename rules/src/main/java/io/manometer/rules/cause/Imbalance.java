package io.manometer.rules.cause;

import io.manometer.rules.locate.Demand;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.Topology;
import io.manometer.rules.window.Bucket;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How unevenly an operator's subtasks work, and whether by the number of records or by the cost of each.
 *
 * @param operator without the subtasks of a source that have nothing to read from
 * @param lost capacity lost to it: 1 - mean / max of the busy shares. Unlike a deviation from the mean it does not fade
 *     when there are many subtasks
 * @param hot the subtasks that work most
 * @param work busy time of a hot subtask against one of the others, as a factor
 * @param records the same for records; empty where they are not counted
 * @param steady share of the window's seconds in which a hot subtask was the busiest
 */
record Imbalance(
    OperatorLoad operator, double lost, List<SubtaskLoad> hot, double work, Optional<Double> records, double steady) {

  private static final double HOT = 0.9;

  /** What an uneven spread comes from. */
  enum By { RECORDS, COST, UNKNOWN }

  /** What decides how records are spread over the subtasks. */
  enum Spread { KEYS, PARTITIONER, PARTITIONS, EVEN, UNKNOWN }

  static Optional<Imbalance> of(OperatorLoad whole, Window window) {
    OperatorLoad operator = Demand.reading(whole);
    List<SubtaskLoad> known = operator.subtasks().stream().filter(s -> s.busy().isPresent()).toList();
    double max = operator.busyMax().orElse(0.0);
    if (known.size() < 2 || max <= 0) {
      return Optional.empty();
    }
    List<SubtaskLoad> hot =
        known.stream()
            .filter(s -> s.busy().get() >= HOT * max)
            .sorted(Comparator.comparingDouble((SubtaskLoad s) -> -s.busy().get()))
            .toList();
    List<SubtaskLoad> others = known.stream().filter(s -> !hot.contains(s)).toList();
    if (others.isEmpty()) {
      return Optional.of(new Imbalance(operator, 0, hot, 1, Optional.empty(), 0));
    }
    double mean = known.stream().mapToDouble(s -> s.busy().get()).average().orElseThrow();
    double othersBusy = others.stream().mapToDouble(s -> s.busy().get()).average().orElseThrow();
    double hotBusy = hot.stream().mapToDouble(s -> s.busy().get()).average().orElseThrow();
    return Optional.of(
        new Imbalance(
            operator, 1 - mean / max, hot, hotBusy / Math.max(0.01, othersBusy), recordFactor(hot, others),
            steady(operator, hot, window)));
  }

  private static Optional<Double> recordFactor(List<SubtaskLoad> hot, List<SubtaskLoad> others) {
    if (hot.stream().anyMatch(s -> s.processed().isEmpty()) || others.stream().anyMatch(s -> s.processed().isEmpty())) {
      return Optional.empty();
    }
    double a = hot.stream().mapToDouble(s -> s.processed().get()).average().orElseThrow();
    double b = others.stream().mapToDouble(s -> s.processed().get()).average().orElseThrow();
    return a <= 0 ? Optional.empty() : Optional.of(a / Math.max(b, a * 1e-3));
  }

  /** Of the seconds in which all of its subtasks were seen. */
  private static double steady(OperatorLoad operator, List<SubtaskLoad> hot, Window window) {
    List<Bucket> seconds =
        window.buckets().stream().filter(b -> b.saw(operator) && busiest(operator.subtasks(), b) > 0).toList();
    long same = seconds.stream().filter(b -> busiest(hot, b) >= HOT * busiest(operator.subtasks(), b)).count();
    return seconds.isEmpty() ? 1 : (double) same / seconds.size();
  }

  private static double busiest(List<SubtaskLoad> subtasks, Bucket bucket) {
    return subtasks.stream().mapToDouble(s -> bucket.subtasks().get(s.id()).busy()).max().orElse(0);
  }

  /** Cost of a record in a hot subtask against the others, as a factor. */
  Optional<Double> cost() {
    return records.map(r -> work / r);
  }

  By by() {
    if (records.isEmpty() || work <= 1.05) {
      return By.UNKNOWN;
    }
    double part = Math.log(records.get()) / Math.log(work);
    if (part >= 0.6) {
      return By.RECORDS;
    }
    return part <= 0.4 ? By.COST : By.UNKNOWN;
  }

  SubtaskLoad hottest() {
    return hot.get(0);
  }

  List<Integer> hotIndexes() {
    return hot.stream().map(s -> s.id().index()).sorted().toList();
  }

  /** Share of the operator's records that one subtask took. */
  Optional<Double> recordShare(SubtaskLoad subtask) {
    return operator.processed().filter(p -> p > 0).flatMap(p -> subtask.processed().map(r -> r / p));
  }

  /** {@code subtask 3} or {@code subtasks 0, 4 and 7}. */
  String hotNames() {
    List<Integer> indexes = hotIndexes();
    if (indexes.size() == 1) {
      return "subtask " + indexes.get(0);
    }
    if (indexes.size() > 6) {
      return indexes.size() + " of its subtasks";
    }
    StringBuilder names = new StringBuilder("subtasks ");
    for (int i = 0; i < indexes.size(); i++) {
      names.append(i == 0 ? "" : i == indexes.size() - 1 ? " and " : ", ").append(indexes.get(i));
    }
    return names.toString();
  }

  /**
   * An edge that keeps subtasks together hands on the spread of its producer, so the search goes up until it is made.
   */
  Spread spread(Topology job) {
    return spread(operator, job);
  }

  static Spread spread(OperatorLoad operator, Topology job) {
    return spread(operator.id(), job, new HashSet<>());
  }

  private static Spread spread(String operator, Topology job, Set<String> seen) {
    List<Edge> inputs = job.inputsOf(operator);
    if (!seen.add(operator)) {
      return Spread.UNKNOWN;
    }
    if (inputs.isEmpty()) {
      return Spread.PARTITIONS;
    }
    for (Partitioning kind : List.of(Partitioning.HASH, Partitioning.CUSTOM, Partitioning.FORWARD,
        Partitioning.UNKNOWN)) {
      for (Edge edge : inputs) {
        if (edge.partitioning() == kind) {
          return switch (kind) {
            case HASH -> Spread.KEYS;
            case CUSTOM -> Spread.PARTITIONER;
            case FORWARD -> job.keepsSubtasks(edge) ? spread(edge.from(), job, seen) : Spread.UNKNOWN;
            default -> Spread.UNKNOWN;
          };
        }
      }
    }
    return Spread.EVEN;
  }
}
