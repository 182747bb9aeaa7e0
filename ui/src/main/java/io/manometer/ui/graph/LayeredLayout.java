package io.manometer.ui.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places nodes in columns from left to right and routes the links between them. */
public final class LayeredLayout {

  /** Sizes in pixels: of a node, and of the gaps to its right and below. */
  public record Sizes(double width, double height, double gapX, double gapY) {}

  /** A place; for a node its top left corner. */
  public record Point(double x, double y) {}

  /**
   * The way of a link: pairs of points, curves from the first to the second of a pair and straight lines between pairs.
   *
   * @param backward against the flow: from the source's right side around below to the target's left side
   */
  public record Route(List<Point> points, boolean backward) {}

  /** Everything placed, with its top left corner at 0, 0. */
  public record Placement(List<Point> nodes, List<Route> routes, double width, double height) {}

  private static final double BEND_STEP = 26;
  private static final double BACKWARD_STEP = 18;

  private final Sizes sizes;
  private final List<Link> links;
  private final Ranks ranks;
  private final Columns columns;
  private final double[] centre;

  private LayeredLayout(int nodes, List<Link> links, Sizes sizes) {
    this.sizes = sizes;
    this.links = links;
    this.ranks = Ranks.of(nodes, links);
    this.columns = Columns.of(ranks, links);
    Order.sort(columns);
    this.centre = Heights.of(columns, sizes.height() + sizes.gapY(), BEND_STEP);
  }

  /** Places so many nodes, numbered from 0; links name them by number. */
  public static Placement place(int nodes, List<Link> links, Sizes sizes) {
    return nodes == 0 ? new Placement(List.of(), List.of(), 0, 0) : new LayeredLayout(nodes, links, sizes).placement();
  }

  private Placement placement() {
    List<Point> nodes = new ArrayList<>();
    double bottom = 0;
    for (int node = 0; node < ranks.ofNode().length; node++) {
      nodes.add(new Point(left(ranks.ofNode()[node]), centre[node]));
    }
    for (double y : centre) {
      bottom = Math.max(bottom, y + sizes.height());
    }
    double[] leavesAt = ports(true);
    double[] entersAt = ports(false);
    List<Route> routes = new ArrayList<>();
    for (int link = 0; link < links.size(); link++) {
      if (ranks.backward()[link]) {
        bottom += BACKWARD_STEP;
        routes.add(around(links.get(link), bottom));
      } else {
        routes.add(through(columns.paths().get(link), ranks.ofNode()[links.get(link).from()], leavesAt[link], entersAt[link]));
      }
    }
    double width = columns.cells().size() * (sizes.width() + sizes.gapX()) - sizes.gapX();
    return new Placement(nodes, routes, width, bottom);
  }

  private double left(int column) {
    return column * (sizes.width() + sizes.gapX());
  }

  private double middle(int cell) {
    return centre[cell] + sizes.height() / 2;
  }

  private Route through(List<Integer> path, int column, double leavesAt, double entersAt) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(left(column) + sizes.width(), leavesAt));
    for (int step = 1; step < path.size() - 1; step++) {
      double y = middle(path.get(step));
      points.add(new Point(left(column + step), y));
      points.add(new Point(left(column + step) + sizes.width(), y));
    }
    points.add(new Point(left(column + path.size() - 1), entersAt));
    return new Route(points, false);
  }

  private Route around(Link link, double below) {
    double out = left(ranks.ofNode()[link.from()]) + sizes.width();
    double in = left(ranks.ofNode()[link.to()]);
    return new Route(
        List.of(new Point(out, middle(link.from())), new Point(out, below), new Point(in, below), new Point(in, middle(link.to()))),
        true);
  }

  /** Where each link touches its node: spread over the node's side in the order in which the other ends stand. */
  private double[] ports(boolean leaving) {
    double[] ports = new double[links.size()];
    List<List<Integer>> byNode = new ArrayList<>();
    for (int node = 0; node < ranks.ofNode().length; node++) {
      byNode.add(new ArrayList<>());
    }
    for (int link = 0; link < links.size(); link++) {
      if (!ranks.backward()[link]) {
        byNode.get(leaving ? links.get(link).from() : links.get(link).to()).add(link);
      }
    }
    for (int node = 0; node < byNode.size(); node++) {
      List<Integer> mine = byNode.get(node);
      mine.sort(Comparator.comparingDouble(link -> centre[otherEnd(link, leaving)]));
      double step = Math.min(14, (sizes.height() - 20) / Math.max(1, mine.size()));
      for (int i = 0; i < mine.size(); i++) {
        ports[mine.get(i)] = middle(node) + (i - (mine.size() - 1) / 2.0) * step;
      }
    }
    return ports;
  }

  private int otherEnd(int link, boolean leaving) {
    List<Integer> path = columns.paths().get(link);
    return leaving ? path.get(1) : path.get(path.size() - 2);
  }
}
