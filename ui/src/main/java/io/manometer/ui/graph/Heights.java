package io.manometer.ui.graph;

import java.util.Arrays;
import java.util.List;

/**
 * The height of each cell's centre: as near to its neighbours' mean as the order and the gaps of its column allow. For one
 * column that is isotonic regression, solved exactly by pooling adjacent violators.
 */
final class Heights {

  private static final int SWEEPS = 10;

  private final Columns columns;
  private final double nodeStep;
  private final double bendStep;
  private final double[] centre;

  private Heights(Columns columns, double nodeStep, double bendStep) {
    this.columns = columns;
    this.nodeStep = nodeStep;
    this.bendStep = bendStep;
    this.centre = new double[columns.size()];
  }

  /**
   * @param nodeStep from the centre of a node to the centre of the next
   * @param bendStep the same between bends
   * @return per cell; the topmost has 0
   */
  static double[] of(Columns columns, double nodeStep, double bendStep) {
    Heights heights = new Heights(columns, nodeStep, bendStep);
    columns.cells().forEach(heights::stack);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      heights.sweep(sweep % 2 == 0, sweep >= SWEEPS - 2);
    }
    double top = Arrays.stream(heights.centre).min().orElse(0);
    return Arrays.stream(heights.centre).map(y -> y - top).toArray();
  }

  private void stack(List<Integer> cells) {
    for (int i = 1; i < cells.size(); i++) {
      centre[cells.get(i)] = centre[cells.get(i - 1)] + step(cells.get(i - 1), cells.get(i));
    }
  }

  private double step(int upper, int lower) {
    return (share(upper) + share(lower)) / 2;
  }

  private double share(int cell) {
    return columns.isBend(cell) ? bendStep : nodeStep;
  }

  private void sweep(boolean rightwards, boolean bothSides) {
    int count = columns.cells().size();
    for (int step = 0; step < count; step++) {
      align(columns.cells().get(rightwards ? step : count - 1 - step), rightwards, bothSides);
    }
  }

  private void align(List<Integer> cells, boolean rightwards, boolean bothSides) {
    double[] wanted = new double[cells.size()];
    double[] offset = new double[cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      offset[i] = i == 0 ? 0 : offset[i - 1] + step(cells.get(i - 1), cells.get(i));
      wanted[i] = wish(cells.get(i), rightwards, bothSides) - offset[i];
    }
    double[] fitted = nonDecreasing(wanted);
    for (int i = 0; i < cells.size(); i++) {
      centre[cells.get(i)] = fitted[i] + offset[i];
    }
  }

  private double wish(int cell, boolean rightwards, boolean bothSides) {
    double sum = 0;
    int count = 0;
    if (rightwards || bothSides) {
      for (int neighbour : columns.before().get(cell)) {
        sum += centre[neighbour];
        count++;
      }
    }
    if (!rightwards || bothSides) {
      for (int neighbour : columns.after().get(cell)) {
        sum += centre[neighbour];
        count++;
      }
    }
    return count == 0 ? centre[cell] : sum / count;
  }

  /** The non-decreasing sequence with the least sum of squared distances to {@code wanted}. */
  private static double[] nonDecreasing(double[] wanted) {
    double[] mean = new double[wanted.length];
    int[] size = new int[wanted.length];
    int blocks = 0;
    for (double value : wanted) {
      mean[blocks] = value;
      size[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
        int pooled = size[blocks - 2] + size[blocks - 1];
        mean[blocks - 2] = (mean[blocks - 2] * size[blocks - 2] + mean[blocks - 1] * size[blocks - 1]) / pooled;
        size[blocks - 2] = pooled;
        blocks--;
      }
    }
    double[] fitted = new double[wanted.length];
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      Arrays.fill(fitted, at, at + size[block], mean[block]);
      at += size[block];
    }
    return fitted;
  }
}
