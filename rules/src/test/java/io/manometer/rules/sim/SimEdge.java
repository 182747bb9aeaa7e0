package io.manometer.rules.sim;

import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Edge.Partitioning;
import java.util.Arrays;

/** An edge of the simulation: {@code ratio} records out for each record that its producer worked on. */
final class SimEdge {

  final String id;
  final SimOperator from;
  final SimOperator to;
  final Partitioning partitioning;
  final double ratio;
  /** Share of the records that each consuming subtask gets, where the partitioning leaves it open. */
  double[] shares;
  /** Records that the consumer holds before its senders must wait. */
  int queue = 100;
  /** Records per second that the wire carries between workers; unbounded where not positive. */
  double bandwidth;
  /** Whether the runtime says that a producer waited for the subtask beside the one that had no room. */
  boolean tellsNeighbour;
  double allowance;

  SimEdge(SimOperator from, SimOperator to, Partitioning partitioning, double ratio) {
    this.id = from.id + ">" + to.id;
    this.from = from;
    this.to = to;
    this.partitioning = partitioning;
    this.ratio = ratio;
    this.shares = new double[to.parallelism];
    Arrays.fill(shares, 1.0 / to.parallelism);
  }

  SimEdge spread(double... parts) {
    double sum = Arrays.stream(parts).sum();
    shares = Arrays.stream(parts).map(p -> p / sum).toArray();
    return this;
  }

  Edge describe() {
    return new Edge(id, from.id, to.id, partitioning);
  }
}
