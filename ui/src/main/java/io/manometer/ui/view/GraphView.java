package io.manometer.ui.view;

import java.util.List;

/**
 * The drawing of a job's graph; lengths and places are texts, ready for attributes.
 *
 * @param describes the same in a sentence, for those who do not see it
 * @param low where the level LOW begins, such as {@code 10 %}
 * @param high where it ends
 */
public record GraphView(
    String width,
    String height,
    String viewBox,
    String describes,
    String low,
    String high,
    List<Node> nodes,
    List<Edge> edges) {

  /**
   * One operator.
   *
   * @param css colour class of its level
   * @param label read aloud in place of the drawing
   * @param bar null when nothing was measured
   * @param at how far it is moved from the corner, as a transformation
   */
  public record Node(
      String url,
      String css,
      boolean bottleneck,
      String label,
      String at,
      String name,
      String parallelism,
      String level,
      String figures,
      List<Bar.Segment> bar) {}

  /**
   * One edge.
   *
   * @param css {@code back} for one that runs against the flow
   * @param width of the line; grows with the share of time that the producers waited
   * @param rate written above the line, {@code blocked} below it; null where there is no room
   */
  public record Edge(
      String css, String path, String arrow, String width, String title, String rate, String blocked, String labelX, String rateY, String blockedY) {}
}
