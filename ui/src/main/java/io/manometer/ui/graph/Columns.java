package io.manometer.ui.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of the drawing and what stands in them. A cell is a node, or a bend: the place where a link passes through a
 * column between its ends. Cells below {@code nodes} are the nodes by their own numbers; the rest are bends.
 *
 * @param cells per column, top to bottom
 * @param before per cell, its neighbours one column to the left
 * @param after per cell, its neighbours one column to the right
 * @param paths per link, its cells from left to right; empty for a backward link
 */
record Columns(
    int nodes, List<List<Integer>> cells, List<List<Integer>> before, List<List<Integer>> after, List<List<Integer>> paths) {

  static Columns of(Ranks ranks, List<Link> links) {
    int nodes = ranks.ofNode().length;
    Columns columns = new Columns(nodes, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int column = 0; column < ranks.columns(); column++) {
      columns.cells.add(new ArrayList<>());
    }
    for (int node = 0; node < nodes; node++) {
      columns.addCell(ranks.ofNode()[node]);
    }
    for (int link = 0; link < links.size(); link++) {
      columns.paths.add(ranks.backward()[link] ? List.of() : columns.connect(links.get(link), ranks.ofNode()));
    }
    return columns;
  }

  boolean isBend(int cell) {
    return cell >= nodes;
  }

  int size() {
    return before.size();
  }

  private int addCell(int column) {
    int cell = before.size();
    cells.get(column).add(cell);
    before.add(new ArrayList<>());
    after.add(new ArrayList<>());
    return cell;
  }

  private List<Integer> connect(Link link, int[] rank) {
    List<Integer> path = new ArrayList<>();
    path.add(link.from());
    for (int column = rank[link.from()] + 1; column < rank[link.to()]; column++) {
      path.add(addCell(column));
    }
    path.add(link.to());
    for (int step = 1; step < path.size(); step++) {
      after.get(path.get(step - 1)).add(path.get(step));
      before.get(path.get(step)).add(path.get(step - 1));
    }
    return path;
  }
}
