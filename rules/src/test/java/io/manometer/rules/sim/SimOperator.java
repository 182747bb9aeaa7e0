package io.manometer.rules.sim;

import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Operator.Chained;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An operator of the simulation; the settings may change while it runs. */
final class SimOperator {

  final String id;
  final String name;
  final int parallelism;
  final boolean source;
  final double[] costFactor;
  final List<SimSubtask> subtasks = new ArrayList<>();
  final List<SimEdge> outputs = new ArrayList<>();
  final List<SimEdge> inputs = new ArrayList<>();

  /** Seconds of work per record, and how many bytes each record allocates. */
  double cost;
  double allocates = 200;
  /** Records per second that arrive at all subtasks together; empty for a source that makes them on request. */
  Optional<Double> rate = Optional.empty();
  /** Share of the arrivals that each subtask of a source gets. */
  double[] arrivalShares;
  boolean tellsDemand = true;
  /** Arrivals come together once per this many seconds; 0 spreads them. */
  double arrivesEvery;
  /** Records that a source has fetched at the start of each second, of those that wait; 0 takes them as they come. */
  int fetched;
  /** Records that it polls at once out of what it fetched last; its lag is told by polls, as Kafka's is. 0: always told. */
  int polled;
  /** Records that one fetch brings, which learns what has arrived until then. */
  int fetchSize;
  /** A source that sleeps in its own code while nothing has arrived, which counts as busy. */
  boolean sleepsForInput;
  /** A subtask of a source to which nothing ever comes tells no lag, as Kafka's without a partition. */
  boolean silentWithoutArrivals;
  Work work = Work.cpu();
  Optional<Integer> maxParallelism = Optional.empty();
  List<Chained> chain = List.of();
  /** Id of the chained operator that the samples vouch for, with the share of samples that they can attribute. */
  String chainCulprit;
  double chainVouched = 1;
  /** How many of its subtasks are looked at by stack samples, the first ones. */
  int lookedAt = Integer.MAX_VALUE;
  /** Emits all it has gathered once per this many seconds; 0 works record by record. */
  double firesEvery;

  /** Second of the simulation at which its event-time watermark stands still; empty without event time. */
  Optional<Double> watermarkAt = Optional.empty();

  /** What it tells of the last checkpoint; empty without checkpoints. */
  Optional<Long> startDelayMillis = Optional.empty();

  /** The attempt that its subtasks are made in. */
  int attempt;

  /** Takes records from its inputs strictly in turn, so it waits for one while another is full. */
  boolean inTurn;
  /** Tells the time in which it left a full input waiting as barrier alignment. */
  boolean tellsAlignment;

  SimOperator(String name, int parallelism, boolean source, double cost) {
    this.id = "op-" + name;
    this.name = name;
    this.parallelism = parallelism;
    this.source = source;
    this.cost = cost;
    this.costFactor = new double[parallelism];
    Arrays.fill(costFactor, 1);
    this.arrivalShares = new double[parallelism];
    Arrays.fill(arrivalShares, 1.0 / parallelism);
  }

  SimOperator arriving(double recordsPerSecond) {
    rate = Optional.of(recordsPerSecond);
    return this;
  }

  SimOperator doing(Work what) {
    work = what;
    return this;
  }

  SimOperator allocating(double bytesPerRecord) {
    allocates = bytesPerRecord;
    return this;
  }

  SimOperator costing(double seconds) {
    cost = seconds;
    return this;
  }

  Operator describe() {
    Operator.Role role =
        source
            ? outputs.isEmpty() ? Operator.Role.BOTH : Operator.Role.SOURCE
            : outputs.isEmpty() ? Operator.Role.SINK : Operator.Role.INNER;
    return new Operator(id, name, parallelism, maxParallelism, role, chain);
  }
}
