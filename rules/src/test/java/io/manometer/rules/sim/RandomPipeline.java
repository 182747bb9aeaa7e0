package io.manometer.rules.sim;

import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A pipeline drawn from a seed, whose bottleneck and cause are known because it was built that way: one operator cannot
 * carry the demand, and every other one could carry at least 1.2 times what that one lets through.
 */
final class RandomPipeline {

  private static final Map<Cause, StackClass> TIME =
      Map.of(
          Cause.SYNC_IO, StackClass.SOCKET_IO,
          Cause.LOCK_CONTENTION, StackClass.LOCK,
          Cause.STATE_ACCESS, StackClass.STATE,
          Cause.SERIALIZATION, StackClass.SERIALIZATION,
          Cause.ASYNC_SATURATED, StackClass.ASYNC_WAIT);
  private static final List<Cause> CAUSES =
      List.of(
          Cause.CPU_BOUND, Cause.CPU_BOUND, Cause.SYNC_IO, Cause.SYNC_IO, Cause.LOCK_CONTENTION, Cause.STATE_ACCESS,
          Cause.SERIALIZATION, Cause.ASYNC_SATURATED, Cause.KEY_SKEW, Cause.KEY_SKEW, Cause.EXPENSIVE_KEY,
          Cause.GC_PRESSURE, Cause.CPU_STARVED, Cause.SOURCE_BOUND);

  final FlowModel model;
  final String shape;
  String bottleneck;
  Cause cause;
  private final Random random;
  private final double rate;
  private final double overload;

  RandomPipeline(long seed) {
    this.random = new Random(seed);
    this.model = new FlowModel(seed * 31 + 5, 1 + random.nextInt(3));
    this.rate = 300 + random.nextInt(900);
    this.overload = 1.2 + random.nextDouble();
    this.shape = List.of("chain", "fan-out", "diamond", "union", "join").get(random.nextInt(5));
    this.cause = CAUSES.get(random.nextInt(CAUSES.size()));
    build();
  }

  private void build() {
    List<SimOperator> sources = new ArrayList<>();
    sources.add(source("source-a"));
    List<SimOperator> inner = new ArrayList<>();
    switch (shape) {
      case "chain" -> {
        SimOperator last = sources.get(0);
        int length = 2 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
          last = after(inner, "step-" + i, last);
        }
      }
      case "fan-out" -> {
        SimOperator split = after(inner, "split", sources.get(0));
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
          SimOperator branch = after(inner, "branch-" + i, split);
          if (random.nextBoolean()) {
            after(inner, "sink-" + i, branch);
          }
        }
      }
      case "diamond" -> {
        SimOperator split = after(inner, "split", sources.get(0));
        SimOperator left = after(inner, "left", split);
        SimOperator right = after(inner, "right", split);
        SimOperator unite = after(inner, "unite", left);
        connect(right, unite);
        after(inner, "sink", unite);
      }
      default -> {
        sources.add(source("source-b"));
        SimOperator left = after(inner, "left", sources.get(0));
        SimOperator right = after(inner, "right", sources.get(1));
        SimOperator unite = after(inner, "unite", left);
        connect(right, unite);
        after(inner, "sink", unite);
      }
    }
    setCosts(sources, inner);
  }

  private SimOperator source(String name) {
    SimOperator source = model.source(name, 1 + random.nextInt(2), 0);
    return random.nextInt(4) == 0 && cause != Cause.SOURCE_BOUND && cause != Cause.GC_PRESSURE
        ? source : source.arriving(rate);
  }

  private SimOperator after(List<SimOperator> all, String name, SimOperator before) {
    SimOperator operator = model.operator(name, 1 + random.nextInt(4), 0);
    connect(before, operator);
    all.add(operator);
    return operator;
  }

  private void connect(SimOperator from, SimOperator to) {
    Partitioning partitioning = random.nextBoolean() ? Partitioning.HASH : Partitioning.REBALANCE;
    model.edge(from, to, partitioning, 0.5 + random.nextDouble() * 1.5).queue = 40 + random.nextInt(100);
  }

  /** Costs such that the chosen operator is overloaded by the factor drawn and every other one is not. */
  private void setCosts(List<SimOperator> sources, List<SimOperator> inner) {
    SimOperator slow = chosen(sources, inner);
    bottleneck = slow.name;
    for (SimOperator operator : model.operators) {
      double demand = demand(operator);
      boolean isSlow = operator == slow;
      double utilisation = isSlow ? overload : (0.05 + random.nextDouble() * 0.95) * mostOfOthers();
      if (operator.source && !isSlow) {
        utilisation = operator.rate.isPresent() ? 0.05 + 0.4 * random.nextDouble() : 1 / 1.0;
      }
      operator.cost = utilisation * operator.parallelism / demand;
    }
    afflict(slow);
  }

  /**
   * What lets 1.2 times as much through as the bottleneck does; behind two sources one of them is not held back, so
   * nothing else may be overloaded at all.
   */
  private double mostOfOthers() {
    return shape.equals("union") || shape.equals("join") ? 0.85 : overload / 1.2;
  }

  private SimOperator chosen(List<SimOperator> sources, List<SimOperator> inner) {
    if (cause == Cause.SOURCE_BOUND) {
      return sources.get(0);
    }
    SimOperator slow = inner.get(random.nextInt(inner.size()));
    boolean skew = cause == Cause.KEY_SKEW || cause == Cause.EXPENSIVE_KEY;
    if (skew && (slow.parallelism < 2 || slow.inputs.stream().noneMatch(e -> e.partitioning == Partitioning.HASH))) {
      cause = Cause.CPU_BOUND;
    }
    return slow;
  }

  /** Records per second that would reach the operator if nothing held them back. */
  private double demand(SimOperator operator) {
    if (operator.source) {
      return rate;
    }
    return operator.inputs.stream().mapToDouble(e -> demand(e.from) * e.ratio).sum();
  }

  private void afflict(SimOperator slow) {
    if (TIME.containsKey(cause)) {
      slow.doing(Work.of(TIME.get(cause), 0.7 + 0.25 * random.nextDouble()));
    } else if (cause == Cause.KEY_SKEW) {
      double hot = 2.5 + 4 * random.nextDouble();
      double[] shares = new double[slow.parallelism];
      java.util.Arrays.fill(shares, 1);
      shares[random.nextInt(shares.length)] = hot;
      double worst = 0;
      for (SimEdge edge : slow.inputs) {
        if (edge.partitioning == Partitioning.HASH) {
          edge.spread(shares);
        }
      }
      for (int i = 0; i < slow.parallelism; i++) {
        double reaching = 0;
        for (SimEdge edge : slow.inputs) {
          reaching += demand(edge.from) * edge.ratio * edge.shares[i];
        }
        worst = Math.max(worst, reaching);
      }
      slow.cost = overload / worst;
      boolean allHash = slow.inputs.stream().allMatch(e -> e.partitioning == Partitioning.HASH);
      cause = allHash && 1 - (hot + slow.parallelism - 1) / slow.parallelism / hot >= 0.33 ? Cause.KEY_SKEW : null;
    } else if (cause == Cause.EXPENSIVE_KEY) {
      double factor = 3 + 5 * random.nextDouble();
      slow.costFactor[random.nextInt(slow.parallelism)] = factor;
      slow.cost /= factor;
      cause = 1 - (factor + slow.parallelism - 1) / slow.parallelism / factor >= 0.33 ? Cause.EXPENSIVE_KEY : null;
    } else if (cause == Cause.GC_PRESSURE) {
      model.oneWorker = true;
      model.gcShare[0] = 0.45;
      slow.cost *= 0.6;
      slow.allocating(200_000);
    } else if (cause == Cause.CPU_STARVED) {
      model.oneWorker = true;
      model.starvedShare[0] = 0.6;
      model.operators.forEach(o -> o.cost *= 0.4);
    }
  }
}
