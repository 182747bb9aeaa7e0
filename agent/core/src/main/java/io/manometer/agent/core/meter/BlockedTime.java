package io.manometer.agent.core.meter;

import io.manometer.agent.core.meter.MeterReading.EdgeBlocked;
import java.util.ArrayList;
import java.util.List;

/**
 * Time blocked by edge and consuming subtask. Guarded by its meter's version: one writer, and readers that throw away
 * what they read when the writer came in between.
 */
final class BlockedTime {

  private static final int MOST_EDGES = 64;
  private static final int MOST_TARGETS = 1024;

  private String[] edges = new String[0];
  private long[] nanos = new long[0];
  private long[][] byTarget = new long[0][];

  BlockedTime(List<EdgeBlocked> earlier) {
    for (EdgeBlocked edge : earlier) {
      int index = indexOf(edge.edge());
      nanos[index] = edge.nanos();
      byTarget[index] = edge.byTarget().stream().mapToLong(Long::longValue).toArray();
    }
  }

  /** Adds a wait; one whose edge is not known counts nowhere here. */
  void add(String edge, int target, long waited) {
    int index = edge == null ? -1 : indexOf(edge);
    if (index < 0) {
      return;
    }
    nanos[index] += waited;
    if (target >= 0 && target < MOST_TARGETS) {
      if (target >= byTarget[index].length) {
        byTarget[index] = java.util.Arrays.copyOf(byTarget[index], target + 1);
      }
      byTarget[index][target] += waited;
    }
  }

  List<EdgeBlocked> read() {
    String[] names = edges;
    long[] totals = nanos;
    long[][] targets = byTarget;
    int count = Math.min(names.length, Math.min(totals.length, targets.length));
    List<EdgeBlocked> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(new EdgeBlocked(names[i], totals[i], boxed(targets[i])));
    }
    return read;
  }

  /** The same list with a wait that still goes on added to its edge. */
  static List<EdgeBlocked> plus(List<EdgeBlocked> read, String edge, int target, long waited) {
    if (edge == null) {
      return read;
    }
    BlockedTime sum = new BlockedTime(read);
    sum.add(edge, target, waited);
    return sum.read();
  }

  /** The place of an edge, which is made when it is new; -1 when there are too many. */
  private int indexOf(String edge) {
    for (int i = 0; i < edges.length; i++) {
      if (edges[i].equals(edge)) {
        return i;
      }
    }
    int index = edges.length;
    if (index == MOST_EDGES) {
      return -1;
    }
    nanos = java.util.Arrays.copyOf(nanos, index + 1);
    byTarget = java.util.Arrays.copyOf(byTarget, index + 1);
    byTarget[index] = new long[0];
    edges = java.util.Arrays.copyOf(edges, index + 1);
    edges[index] = edge;
    return index;
  }

  private static List<Long> boxed(long[] values) {
    List<Long> boxed = new ArrayList<>(values.length);
    for (long value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
