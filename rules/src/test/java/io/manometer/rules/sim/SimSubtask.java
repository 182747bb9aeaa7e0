package io.manometer.rules.sim;

import io.manometer.rules.model.StackReading.StackClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** The state and the totals of one simulated subtask; time in seconds. */
final class SimSubtask {

  static final int POOL = 40;

  final SimOperator operator;
  final int index;
  final int worker;

  /** Records that wait at each input and output edge; outputs by consuming subtask. */
  final int[] queued;
  final int[][] pending;
  final double[] owed;
  final Deque<int[]> toEmit = new ArrayDeque<>();
  int pendingAll;
  double workLeft;
  int gathered;
  int turn;
  int nextInput;

  double age;
  double idle;
  double blocked;
  double cpu;
  double starved;
  double allocated;
  long in;
  long out;
  double arrived;
  long emitted;
  int atHand;
  private double fetched;
  private double polled;
  private double highWatermark;
  long arrivedTold;
  long samples;
  final int attempt;
  char state = 'i';
  double[] toldBefore = new double[3];
  final double[] blockedByEdge;
  final double[][] blockedByTarget;
  final long[] outByEdge;
  final long[] inByEdge;
  final double[] aligned;
  final Map<StackClass, Long> seen = new EnumMap<>(StackClass.class);

  SimSubtask(SimOperator operator, int index, int worker) {
    this.operator = operator;
    this.index = index;
    this.worker = worker;
    this.attempt = operator.attempt;
    this.queued = new int[operator.inputs.size()];
    this.inByEdge = new long[operator.inputs.size()];
    this.aligned = new double[operator.inputs.size()];
    this.outByEdge = new long[operator.outputs.size()];
    this.owed = new double[operator.outputs.size()];
    this.blockedByEdge = new double[operator.outputs.size()];
    this.pending = new int[operator.outputs.size()][];
    this.blockedByTarget = new double[operator.outputs.size()][];
    for (int e = 0; e < operator.outputs.size(); e++) {
      pending[e] = new int[operator.outputs.get(e).to.parallelism];
      blockedByTarget[e] = new double[operator.outputs.get(e).to.parallelism];
    }
  }

  double lag() {
    return Math.max(0, arrived - emitted);
  }

  /** Whether a source that polls out of what it fetched has a record at hand. */
  boolean hasPolled() {
    if (emitted + 1 > polled) {
      if (polled >= fetched) {
        highWatermark = Math.floor(arrived);
        fetched = Math.min(highWatermark, fetched + operator.fetchSize);
      }
      polled = Math.min(fetched, polled + operator.polled);
    }
    return emitted + 1 <= polled;
  }

  /** What arrived until the last fetch and was not polled yet. */
  long lagTold() {
    long lag = (long) (highWatermark - polled);
    arrivedTold = Math.max(arrivedTold, emitted + lag);
    return lag;
  }
}
