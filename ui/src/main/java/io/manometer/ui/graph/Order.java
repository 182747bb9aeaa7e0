package io.manometer.ui.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts each column so that few links cross: sweeps to and fro, each cell going to the mean place of its neighbours in the
 * column just passed (the barycentre heuristic of Sugiyama, Tagawa and Toda, 1981), and keeps the best order met.
 */
final class Order {

  private static final int SWEEPS = 12;

  private final Columns columns;
  private final double[] place;

  private Order(Columns columns) {
    this.columns = columns;
    this.place = new double[columns.size()];
  }

  /** Sorts the cells of the columns in place. */
  static void sort(Columns columns) {
    new Order(columns).sweep();
  }

  private void sweep() {
    columns.cells().forEach(this::number);
    long fewest = crossings();
    List<List<Integer>> best = copy(columns.cells());
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean rightwards = sweep % 2 == 0;
      int count = columns.cells().size();
      for (int step = 1; step < count; step++) {
        sortByNeighbours(columns.cells().get(rightwards ? step : count - 1 - step), rightwards);
      }
      long crossings = crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = copy(columns.cells());
      }
    }
    for (int column = 0; column < best.size(); column++) {
      columns.cells().set(column, best.get(column));
    }
  }

  private void sortByNeighbours(List<Integer> cells, boolean rightwards) {
    double[] wanted = new double[place.length];
    for (int cell : cells) {
      List<Integer> neighbours = (rightwards ? columns.before() : columns.after()).get(cell);
      wanted[cell] = neighbours.stream().mapToDouble(n -> place[n]).average().orElse(place[cell]);
    }
    cells.sort(Comparator.comparingDouble(cell -> wanted[cell]));
    number(cells);
  }

  private void number(List<Integer> cells) {
    for (int i = 0; i < cells.size(); i++) {
      place[cells.get(i)] = i;
    }
  }

  private long crossings() {
    long crossings = 0;
    for (int column = 0; column + 1 < columns.cells().size(); column++) {
      crossings += crossingsAfter(columns.cells().get(column), columns.cells().get(column + 1).size());
    }
    return crossings;
  }

  /** Counts inversions with a Fenwick tree over the places in the next column. */
  private long crossingsAfter(List<Integer> cells, int next) {
    int[] tree = new int[next + 1];
    long crossings = 0;
    int seen = 0;
    for (int cell : cells) {
      int[] targets = columns.after().get(cell).stream().mapToInt(n -> (int) place[n]).sorted().toArray();
      for (int target : targets) {
        crossings += seen - upTo(tree, target + 1);
      }
      for (int target : targets) {
        for (int i = target + 1; i < tree.length; i += i & -i) {
          tree[i]++;
        }
      }
      seen += targets.length;
    }
    return crossings;
  }

  private static int upTo(int[] tree, int end) {
    int sum = 0;
    for (int i = end; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }

  private static List<List<Integer>> copy(List<List<Integer>> cells) {
    List<List<Integer>> copy = new ArrayList<>();
    cells.forEach(column -> copy.add(new ArrayList<>(column)));
    return copy;
  }
}
