package io.manometer.analyzer.source.prometheus;

import java.util.List;
import java.util.Map;

/** One series of a Prometheus: its labels, the metric's name among them, and raw samples, oldest first. */
record Series(Map<String, String> labels, List<Point> points) {

  static final String NAME = "__name__";

  Series {
    labels = Map.copyOf(labels);
    points = List.copyOf(points);
  }

  /** A value and when it was scraped, in milliseconds since the epoch. */
  record Point(long millis, double value) {}

  String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
