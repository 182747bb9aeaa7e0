package io.manometer.ui.view;

import io.manometer.rules.report.EdgeView;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Report;
import io.manometer.ui.graph.LayeredLayout;
import io.manometer.ui.graph.LayeredLayout.Placement;
import io.manometer.ui.graph.LayeredLayout.Point;
import io.manometer.ui.graph.LayeredLayout.Route;
import io.manometer.ui.graph.LayeredLayout.Sizes;
import io.manometer.ui.graph.Link;
import io.manometer.ui.text.Figure;
import io.manometer.ui.text.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the graph of a report. */
final class GraphDrawing {

  private static final Sizes SIZES = new Sizes(196, 76, 104, 34);
  private static final double MARGIN = 26;
  private static final double LOOP = 48;
  private static final double BAR = 172;
  private static final int NAME = 18;
  private static final int MOST_NODES = 400;
  private static final int MOST_LABELS = 60;

  private final Report report;
  private final Links links;
  private final List<OperatorView> operators = new ArrayList<>();
  private final List<EdgeView> edges = new ArrayList<>();
  private final Placement placement;

  private GraphDrawing(Report report, Links links) {
    this.report = report;
    this.links = links;
    Map<String, Integer> places = new HashMap<>();
    for (OperatorView operator : report.operators()) {
      if (places.putIfAbsent(operator.id(), places.size()) == null) {
        operators.add(operator);
      }
    }
    List<Link> between = new ArrayList<>();
    for (EdgeView edge : report.edges()) {
      if (places.containsKey(edge.from()) && places.containsKey(edge.to())) {
        edges.add(edge);
        between.add(new Link(places.get(edge.from()), places.get(edge.to())));
      }
    }
    this.placement = LayeredLayout.place(places.size(), between, SIZES);
  }

  /** Null when there is nothing to draw, or too much for a drawing to help. */
  static GraphView of(Report report, Links links, Levels levels) {
    int nodes = report.operators().size();
    return nodes == 0 || nodes > MOST_NODES ? null : new GraphDrawing(report, links).draw(levels);
  }

  private GraphView draw(Levels levels) {
    List<GraphView.Node> nodes = new ArrayList<>();
    for (int i = 0; i < placement.nodes().size(); i++) {
      nodes.add(node(operators.get(i), placement.nodes().get(i)));
    }
    List<GraphView.Edge> drawn = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      drawn.add(edge(edges.get(i), placement.routes().get(i)));
    }
    boolean loops = placement.routes().stream().anyMatch(Route::backward);
    double side = loops ? LOOP : 2;
    double width = placement.width() + 2 * side;
    double height = placement.height() + 2 * MARGIN;
    return new GraphView(
        units(width),
        units(height),
        units(-side) + " " + units(-MARGIN) + " " + units(width) + " " + units(height),
        sentence(),
        Figure.share(levels.low()).text(),
        Figure.share(levels.high()).text(),
        nodes,
        drawn);
  }

  private String sentence() {
    String counts = operators.size() + " operators and " + edges.size() + " edges, from the sources on the left to the sinks on the right";
    return counts + ". The table of operators has the same figures.";
  }

  private GraphView.Node node(OperatorView operator, Point corner) {
    Badge level = Badge.of(operator.level());
    Name name = Name.of(operator.name());
    Figure busy = Figure.timeShare(operator.busyMax());
    Figure pressed = Figure.timeShare(operator.backpressuredMax());
    return new GraphView.Node(
        links.operator(operator.id()),
        level.css(),
        operator.bottleneck(),
        label(operator, name, level, busy, pressed),
        "translate(" + units(corner.x()) + " " + units(corner.y()) + ")",
        Name.cut(name.text(), narrow(name.text())),
        "×" + operator.parallelism(),
        level.shape() + " " + level.word(),
        "busy " + busy.text() + " · bp " + pressed.text(),
        bar(operator));
  }

  /** Wide scripts take about twice the room. */
  private static int narrow(String text) {
    long wide = text.codePoints().limit(NAME).filter(c -> c >= 0x1100).count();
    return (int) Math.max(NAME / 2, NAME - wide);
  }

  private static String label(OperatorView operator, Name name, Badge level, Figure busy, Figure pressed) {
    return name.text() + ", " + operator.parallelism() + (operator.parallelism() == 1 ? " subtask" : " subtasks")
        + (operator.bottleneck() ? ", BOTTLENECK" : "")
        + ". Backpressure " + level.word()
        + ". Busiest subtask busy " + spoken(busy)
        + ", worst backpressured " + spoken(pressed)
        + ", idle on average " + spoken(Figure.timeShare(operator.idleMean())) + ".";
  }

  private static String spoken(Figure figure) {
    return figure.isAbsent() ? figure.title() : figure.text();
  }

  private static List<Bar.Segment> bar(OperatorView operator) {
    Bar bar = Bar.ofTime(operator.busyMean(), operator.backpressuredMean(), operator.idleMean());
    return bar == null ? null : bar.segments().stream()
        .map(each -> new Bar.Segment(each.css(), stretched(each.x()), stretched(each.width())))
        .toList();
  }

  private static String stretched(String hundredths) {
    return units(Double.parseDouble(hundredths) * BAR / 100);
  }

  private GraphView.Edge edge(EdgeView edge, Route route) {
    Figure rate = Figure.rate(edge.recordsPerSecond());
    Figure blocked = Figure.timeShare(edge.blocked());
    Point first = route.points().get(0);
    Point second = route.points().get(1);
    Point last = route.points().get(route.points().size() - 1);
    boolean labelled = edges.size() <= MOST_LABELS;
    double y = (first.y() + second.y()) / 2;
    return new GraphView.Edge(
        (route.backward() ? "back " : "") + (edge.blocked() == null ? "unmeasured" : "measured"),
        path(route),
        "M" + at(last.x() - 8, last.y() - 4.5) + "L" + at(last.x(), last.y()) + "L" + at(last.x() - 8, last.y() + 4.5) + "z",
        units(1.3 + (edge.blocked() == null ? 0 : 3 * Math.max(0, Math.min(1, edge.blocked())))),
        title(edge, rate, blocked),
        labelled ? rate.text() : null,
        labelled && !blocked.isAbsent() ? blocked.text() + " blocked" : null,
        units((first.x() + second.x()) / 2),
        units(y - 6),
        units(y + 14));
  }

  private String title(EdgeView edge, Figure rate, Figure blocked) {
    return name(edge.from()) + " to " + name(edge.to())
        + (edge.partitioning() == null ? "" : ", " + Name.of(edge.partitioning()).text().toLowerCase(Locale.ROOT))
        + ": " + spoken(rate) + ", producers blocked " + spoken(blocked);
  }

  private String name(String operatorId) {
    return OperatorLink.of(operatorId, report, links).name().text();
  }

  private static String path(Route route) {
    List<Point> points = route.points();
    StringBuilder path = new StringBuilder("M" + at(points.get(0).x(), points.get(0).y()));
    if (route.backward()) {
      double below = points.get(1).y();
      path.append("C").append(at(points.get(0).x() + 40, points.get(0).y())).append(" ")
          .append(at(points.get(1).x() + 40, below)).append(" ").append(at(points.get(1).x(), below));
      path.append("L").append(at(points.get(2).x(), below));
      path.append("C").append(at(points.get(2).x() - 40, below)).append(" ")
          .append(at(points.get(3).x() - 40, points.get(3).y())).append(" ").append(at(points.get(3).x() - 3, points.get(3).y()));
      return path.toString();
    }
    for (int i = 1; i < points.size(); i += 2) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      double bend = (to.x() - from.x()) / 2;
      double end = i == points.size() - 1 ? to.x() - 3 : to.x();
      path.append("C").append(at(from.x() + bend, from.y())).append(" ").append(at(to.x() - bend, to.y())).append(" ").append(at(end, to.y()));
      if (i + 1 < points.size()) {
        path.append("L").append(at(points.get(i + 1).x(), points.get(i + 1).y()));
      }
    }
    return path.toString();
  }

  private static String at(double x, double y) {
    return units(x) + " " + units(y);
  }

  private static String units(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.valueOf(tenths / 10.0);
  }
}
