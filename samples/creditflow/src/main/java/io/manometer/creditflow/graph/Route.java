package io.manometer.creditflow.graph;

import io.manometer.creditflow.function.KeySelector;
import io.manometer.creditflow.function.Partitioner;

/**
 * A partitioning with the function that it needs.
 *
 * @param partitioning null until the graph is built: forward where the parallelism is equal, else rebalance
 * @param key for {@link Partitioning#HASH}, else null
 * @param partitioner for {@link Partitioning#CUSTOM}, else null
 */
public record Route(Partitioning partitioning, KeySelector<?, ?> key, Partitioner<?> partitioner) {

  /** Left to the graph. */
  public static final Route AUTOMATIC = new Route(null, null, null);

  public static Route of(Partitioning partitioning) {
    return new Route(partitioning, null, null);
  }

  public static Route hash(KeySelector<?, ?> key) {
    return new Route(Partitioning.HASH, key, null);
  }

  public static Route custom(Partitioner<?> partitioner) {
    return new Route(Partitioning.CUSTOM, null, partitioner);
  }

  /** The route with its partitioning decided. */
  Route resolved(int fromParallelism, int toParallelism) {
    if (partitioning != null) {
      return this;
    }
    return of(fromParallelism == toParallelism ? Partitioning.FORWARD : Partitioning.REBALANCE);
  }
}
