package io.manometer.ui.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A horizontal bar 100 units wide, drawn from left to right.
 *
 * @param mark where a thin line crosses the bar; null for none
 */
public record Bar(List<Segment> segments, String mark) {

  /** A stretch of one colour class. */
  public record Segment(String css, String x, String width) {}

  /** A share of something, not measured being drawn as nothing. */
  record Part(String css, Double share) {}

  /** Parts one after the other; a share of 1 fills the bar, and what would stand beyond its end is cut off. */
  static Bar stacked(List<Part> parts) {
    List<Segment> segments = new ArrayList<>();
    double x = 0;
    for (Part part : parts) {
      double width = part.share() == null ? 0 : Math.min(clamp(part.share()) * 100, 100 - x);
      if (width > 0.05) {
        segments.add(new Segment(part.css(), units(x), units(width)));
        x += width;
      }
    }
    return new Bar(segments, null);
  }

  /** How a subtask or operator spent its time; null when nothing of it was measured. */
  static Bar ofTime(Double busy, Double backpressured, Double idle) {
    if (busy == null && backpressured == null && idle == null) {
      return null;
    }
    return stacked(List.of(new Part("busy", busy), new Part("pressed", backpressured), new Part("idle", idle)));
  }

  /** One value against the bar's full width, with a mark at another; null when not measured. */
  static Bar against(Double value, double full, Double mark, String css) {
    if (value == null || !(full > 0)) {
      return null;
    }
    Bar bar = stacked(List.of(new Part(css, value / full)));
    return new Bar(bar.segments(), mark == null ? null : units(clamp(mark / full) * 100));
  }

  private static double clamp(double share) {
    return Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
  }

  private static String units(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }
}
