package io.manometer.creditflow.network;

import io.manometer.creditflow.function.KeySelector;
import io.manometer.creditflow.function.Partitioner;
import io.manometer.creditflow.graph.Edge;
import io.manometer.creditflow.graph.KeyGroups;

/** Chooses the subpartition of a record. For the subtask's thread. */
interface TargetSelector<T> {

  /** Every subpartition. */
  int ALL = -1;

  int select(T record);

  /** The selector of one producing subtask. */
  @SuppressWarnings("unchecked") // the fluent API ties the functions to the record's type
  static <T> TargetSelector<T> of(Edge edge, int subtask, int maxParallelism) {
    int targets = edge.to().parallelism();
    return switch (edge.partitioning()) {
      case FORWARD -> record -> 0;
      case BROADCAST -> record -> ALL;
      case REBALANCE -> new RoundRobin<>(targets, subtask % targets);
      case HASH -> {
        KeySelector<T, ?> selector = (KeySelector<T, ?>) edge.route().key();
        yield record -> KeyGroups.subtask(KeyGroups.of(selector.key(record), maxParallelism), maxParallelism, targets);
      }
      case CUSTOM -> {
        Partitioner<T> partitioner = (Partitioner<T>) edge.route().partitioner();
        yield record -> checked(partitioner.select(record, targets), targets);
      }
    };
  }

  private static int checked(int target, int targets) {
    if (target < 0 || target >= targets) {
      throw new IllegalArgumentException("the partitioner chose subtask " + target + " of " + targets);
    }
    return target;
  }

  /** In turn, each producer beginning elsewhere. */
  final class RoundRobin<T> implements TargetSelector<T> {
    private final int targets;
    private int next;

    RoundRobin(int targets, int first) {
      this.targets = targets;
      this.next = first;
    }

    @Override
    public int select(T record) {
      int selected = next;
      next = selected + 1 == targets ? 0 : selected + 1;
      return selected;
    }
  }
}
