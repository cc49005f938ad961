package dev.plumbline.steps.chart;

import java.util.List;

/**
 * Points that belong together, drawn in one way.
 *
 * @param name stands in the legend; empty to be left out there
 */
public record Series(String name, Mark mark, List<Point> points) {
  public Series {
    points = List.copyOf(points);
  }

  /** How points are drawn. */
  public enum Mark {
    /** A line through the points. */
    LINE,
    /** A line with a dot at each point. */
    DOTS,
    /** A thin dashed line, for what one compares with. */
    GUIDE,
    /** A column from the axis up to each point, side by side. */
    BARS
  }
}
