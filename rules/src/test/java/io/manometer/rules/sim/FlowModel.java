package io.manometer.rules.sim;

import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.StackReading.StackClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A small model of a dataflow with bounded queues, run in steps of a millisecond: subtasks work, wait for input, or
 * wait for a place behind them, and their totals are read each second as an agent would read them. Seeded, so
 * reproducible.
 */
public final class FlowModel {

  static final double STEP = 0.001;
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  final List<SimOperator> operators = new ArrayList<>();
  final List<SimEdge> edges = new ArrayList<>();
  final Random random;
  final int workers;
  final double[] gcShare;
  final double[] gcSeconds;
  final double[] starvedShare;
  final double[] throttledSeconds;
  final double[] liveSet;
  /** Bytes a second that others than the job's tasks allocate in each worker. */
  final double[] allocatedElsewhere;
  Optional<Duration> slaLag = Optional.of(Duration.ofSeconds(5));
  Detail detail = Detail.full();
  boolean oneWorker;
  int cores = 8;
  private boolean built;
  private long steps;
  private int incarnation;

  /** What the readings tell. */
  record Detail(
      boolean cpu, boolean stacks, boolean edges, boolean pools, boolean gc, boolean records, boolean sharesOnly) {
    static Detail full() {
      return new Detail(true, true, true, true, true, true, false);
    }

    /** What a runtime's own metrics give: shares of time, records, pools. */
    static Detail coarse() {
      return new Detail(false, false, false, true, true, true, true);
    }
  }

  public FlowModel(long seed, int workers) {
    this.random = new Random(seed);
    this.workers = workers;
    this.gcShare = new double[workers];
    this.gcSeconds = new double[workers];
    this.starvedShare = new double[workers];
    this.throttledSeconds = new double[workers];
    this.liveSet = new double[workers];
    this.allocatedElsewhere = new double[workers];
    Arrays.fill(liveSet, 0.3);
  }

  SimOperator source(String name, int parallelism, double cost) {
    return add(new SimOperator(name, parallelism, true, cost));
  }

  SimOperator operator(String name, int parallelism, double cost) {
    return add(new SimOperator(name, parallelism, false, cost));
  }

  private SimOperator add(SimOperator operator) {
    operators.add(operator);
    return operator;
  }

  SimEdge edge(SimOperator from, SimOperator to, Partitioning partitioning, double ratio) {
    SimEdge edge = new SimEdge(from, to, partitioning, ratio);
    edges.add(edge);
    from.outputs.add(edge);
    to.inputs.add(edge);
    return edge;
  }

  SimEdge edge(SimOperator from, SimOperator to) {
    return edge(from, to, Partitioning.REBALANCE, 1);
  }

  /** All subtasks begin anew in new processes; what was under way is lost. */
  void restart() {
    incarnation++;
    built = false;
  }

  /** Runs for one second and tells what the workers say then. */
  List<Observation> second() {
    if (!built) {
      build();
    }
    for (int i = 0; i < 1000; i++) {
      step();
    }
    return new SimReadings(this, steps * STEP, incarnation).all();
  }

  private void build() {
    int place = 0;
    for (SimOperator operator : operators) {
      operator.subtasks.clear();
      for (int i = 0; i < operator.parallelism; i++) {
        operator.subtasks.add(new SimSubtask(operator, i, oneWorker ? 0 : place++ % workers));
      }
    }
    built = true;
  }

  private void step() {
    double now = steps * STEP;
    boolean[] paused = new boolean[workers];
    for (int w = 0; w < workers; w++) {
      paused[w] = (now % 0.2) / 0.2 < gcShare[w];
      gcSeconds[w] += paused[w] ? STEP : 0;
    }
    for (SimEdge edge : edges) {
      edge.allowance = edge.bandwidth > 0 ? Math.min(edge.allowance + edge.bandwidth * STEP, 10) : 1e9;
    }
    for (SimOperator operator : operators) {
      for (SimSubtask subtask : operator.subtasks) {
        subtask.age += STEP;
        if (operator.source) {
          subtask.atHand = steps % 1000 == 0 ? operator.fetched : subtask.atHand;
          operator.rate.ifPresent(r -> subtask.arrived += r * operator.arrivalShares[subtask.index] * arriving(operator));
        }
        if (paused[subtask.worker]) {
          count(subtask, subtask.state, STEP, false);
        } else {
          run(subtask, now);
        }
        flush(subtask);
      }
    }
    steps++;
  }

  /** Seconds of arrivals that come in this step. */
  private double arriving(SimOperator operator) {
    if (operator.arrivesEvery <= 0) {
      return STEP;
    }
    return steps % Math.round(operator.arrivesEvery / STEP) == 0 ? operator.arrivesEvery : 0;
  }

  private void run(SimSubtask s, double now) {
    double budget = STEP;
    boolean starved = random.nextDouble() < starvedShare[s.worker];
    while (budget > 1e-9) {
      if (!s.toEmit.isEmpty()) {
        if (s.pendingAll >= SimSubtask.POOL) {
          s.state = 'b';
          count(s, 'b', budget, true);
          return;
        }
        int[] record = s.toEmit.poll();
        s.pending[record[0]][record[1]]++;
        s.pendingAll++;
        s.out++;
        s.outByEdge[record[0]]++;
      } else if (s.workLeft > 0) {
        s.state = 'w';
        if (starved) {
          s.starved += budget;
          return;
        }
        double done = Math.min(budget, s.workLeft);
        s.workLeft -= done;
        budget -= done;
        s.cpu += done * s.operator.work.onCore();
        if (random.nextDouble() < done / 0.05) {
          sample(s);
        }
        if (s.workLeft <= 1e-12) {
          s.workLeft = 0;
          finish(s, now);
        }
      } else if (!take(s, now)) {
        rest(s, budget);
        return;
      }
    }
  }

  private void rest(SimSubtask s, double time) {
    s.state = 'i';
    if (!s.operator.sleepsForInput) {
      count(s, 'i', time, true);
    } else if (random.nextDouble() < time / 0.05) {
      s.samples++;
      s.seen.merge(StackClass.SLEEP, 1L, Long::sum);
    }
  }

  private static void sample(SimSubtask s) {
    s.samples++;
    s.seen.merge(s.operator.work.sample((s.samples * 0.618033988) % 1), 1L, Long::sum);
  }

  private static void count(SimSubtask s, char state, double time, boolean running) {
    if (state == 'i') {
      s.idle += time;
      for (int e = 0; e < s.queued.length; e++) {
        s.aligned[e] += s.queued[e] > 0 ? time : 0;
      }
    } else if (state == 'b') {
      s.blocked += time;
      int edge = s.toEmit.isEmpty() ? 0 : s.toEmit.peek()[0];
      int target = 0;
      for (int t = 0; t < s.pending[edge].length; t++) {
        target = s.pending[edge][t] > s.pending[edge][target] ? t : target;
      }
      for (int e = 0; e < s.pending.length; e++) {
        for (int t = 0; t < s.pending[e].length; t++) {
          if (s.pending[e][t] > s.pending[edge][target]) {
            edge = e;
            target = t;
          }
        }
      }
      s.blockedByEdge[edge] += time;
      s.blockedByTarget[edge][target] += time;
    }
  }

  private boolean take(SimSubtask s, double now) {
    if (s.operator.source) {
      if (s.operator.polled > 0 && !s.hasPolled()) {
        return false;
      }
      if (s.operator.rate.isPresent() && s.lag() < 1 || s.operator.fetched > 0 && s.atHand == 0) {
        return false;
      }
      s.atHand--;
      s.emitted++;
    } else {
      int input = -1;
      int choices = s.operator.inTurn ? 1 : s.queued.length;
      for (int i = 0; i < choices && input < 0; i++) {
        int candidate = (s.nextInput + i) % s.queued.length;
        input = s.queued[candidate] > 0 ? candidate : -1;
      }
      if (input < 0) {
        return false;
      }
      s.nextInput = (input + 1) % s.queued.length;
      s.queued[input]--;
      s.in++;
      s.inByEdge[input]++;
    }
    s.allocated += s.operator.allocates;
    s.workLeft =
        s.operator.cost * s.operator.costFactor[s.index] * (0.5 - 0.5 * Math.log(1 - random.nextDouble())) + 1e-9;
    return true;
  }

  private void finish(SimSubtask s, double now) {
    if (s.operator.firesEvery > 0) {
      s.gathered++;
      boolean fires = Math.floor(now / s.operator.firesEvery) > s.turn;
      if (!fires) {
        return;
      }
      s.turn = (int) Math.floor(now / s.operator.firesEvery);
    }
    int records = s.operator.firesEvery > 0 ? s.gathered : 1;
    s.gathered = 0;
    for (int r = 0; r < records; r++) {
      emit(s);
    }
  }

  private void emit(SimSubtask s) {
    for (int e = 0; e < s.operator.outputs.size(); e++) {
      SimEdge edge = s.operator.outputs.get(e);
      s.owed[e] += edge.ratio;
      while (s.owed[e] >= 1 - 1e-9) {
        s.owed[e] -= 1;
        switch (edge.partitioning) {
          case FORWARD -> s.toEmit.add(new int[] {e, s.index % edge.to.parallelism});
          case REBALANCE -> s.toEmit.add(new int[] {e, (int) ((s.outByEdge[e]
              + s.toEmit.size()) % edge.to.parallelism)});
          case BROADCAST -> {
            for (int t = 0; t < edge.to.parallelism; t++) {
              s.toEmit.add(new int[] {e, t});
            }
          }
          default -> s.toEmit.add(new int[] {e, pick(edge.shares)});
        }
      }
    }
  }

  private int pick(double[] shares) {
    double at = random.nextDouble();
    for (int i = 0; i < shares.length; i++) {
      at -= shares[i];
      if (at < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }

  private void flush(SimSubtask s) {
    for (int e = 0; e < s.pending.length; e++) {
      SimEdge edge = s.operator.outputs.get(e);
      int input = edge.to.inputs.indexOf(edge);
      for (int t = 0; t < s.pending[e].length; t++) {
        SimSubtask target = edge.to.subtasks.get(t);
        while (s.pending[e][t] > 0 && target.queued[input] < edge.queue && edge.allowance >= 1) {
          edge.allowance -= 1;
          s.pending[e][t]--;
          s.pendingAll--;
          target.queued[input]++;
        }
      }
    }
  }
}
