package dev.plumbline.steps.chart;

import dev.plumbline.steps.chart.Series.Mark;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Series over two axes, drawn as an SVG of its own: it follows the reader's light or dark scheme
 * and needs no font file. What lies outside the axes is cut off.
 *
 * @param subtitle one line below the title, such as the numbers that the chart shows
 */
public record Chart(String title, String subtitle, Axis x, Axis y, List<Series> series) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int LEFT = 72;
  private static final int RIGHT = 24;
  private static final int TOP = 96;
  private static final int BOTTOM = 60;
  private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
  private static final int PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
  private static final int COLOURS = 4;

  /** Half a dot may stand out of the axes. */
  private static final int EDGE = 6;

  public Chart {
    series = List.copyOf(series);
  }

  public String svg() {
    Svg svg = new Svg(WIDTH, HEIGHT, title, subtitle);
    svg.text("title", "start", LEFT, 32, title);
    svg.text("quiet", "start", LEFT, 54, subtitle);
    legend(svg);
    axes(svg);
    svg.add(
        "<clipPath id=\"plot\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>",
        LEFT, TOP - EDGE, PLOT_WIDTH + EDGE, PLOT_HEIGHT + 2 * EDGE);
    svg.add("<g clip-path=\"url(#plot)\">");
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).mark() == Mark.BARS) {
        bars(svg, series.get(i), i % COLOURS);
      }
    }
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).mark() != Mark.BARS) {
        line(svg, series.get(i), i % COLOURS);
      }
    }
    svg.add("</g>");
    svg.add(
        "<path class=\"frame\" d=\"M%d %dV%dH%d\"/>",
        LEFT, TOP, TOP + PLOT_HEIGHT, LEFT + PLOT_WIDTH);
    return svg.end();
  }

  private void legend(Svg svg) {
    double at = LEFT;
    for (int i = 0; i < series.size(); i++) {
      Series each = series.get(i);
      if (each.name().isEmpty()) {
        continue;
      }
      if (each.mark() == Mark.BARS) {
        svg.rect("bar f" + i % COLOURS, at, 68, 22, 11);
      } else {
        svg.line(each.mark() == Mark.GUIDE ? "guide" : "line s" + i % COLOURS, at, 74, at + 22, 74);
      }
      svg.text("quiet", "start", at + 29, 78, each.name());
      at += 29 + each.name().length() * 7.2 + 22;
    }
  }

  private void axes(Svg svg) {
    for (double tick : x.ticks()) {
      double at = left(tick);
      svg.line("grid", at, TOP, at, TOP + PLOT_HEIGHT);
      svg.text("quiet", "middle", at, TOP + PLOT_HEIGHT + 20, Axis.show(tick));
    }
    for (double tick : y.ticks()) {
      double at = top(tick);
      svg.line("grid", LEFT, at, LEFT + PLOT_WIDTH, at);
      svg.text("quiet", "end", LEFT - 9, at + 4.5, Axis.show(tick));
    }
    svg.text("", "middle", LEFT + PLOT_WIDTH / 2.0, HEIGHT - 16, x.label());
    svg.upwards("", 20, TOP + PLOT_HEIGHT / 2.0, y.label());
  }

  private void line(Svg svg, Series each, int colour) {
    String path =
        each.points().stream()
            .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", left(p.x()), top(p.y())))
            .collect(Collectors.joining(" "));
    svg.add(
        "<polyline class=\"%s\" points=\"%s\"/>",
        each.mark() == Mark.GUIDE ? "guide" : "line s" + colour, path);
    if (each.mark() == Mark.DOTS) {
      for (Point point : each.points()) {
        svg.add(
            "<circle class=\"f%d\" r=\"4.5\" cx=\"%.1f\" cy=\"%.1f\"><title>%s, %s</title></circle>",
            colour, left(point.x()), top(point.y()), Axis.show(point.x()), Axis.show(point.y()));
      }
    }
  }

  /** Points are the middles of equal stretches. */
  private void bars(Svg svg, Series each, int colour) {
    double width = each.points().size() < 2 ? PLOT_WIDTH / 10.0 : PLOT_WIDTH;
    for (int i = 1; i < each.points().size(); i++) {
      width = Math.min(width, left(each.points().get(i).x()) - left(each.points().get(i - 1).x()));
    }
    for (Point point : each.points()) {
      double top = top(point.y());
      svg.rect(
          "bar f" + colour,
          left(point.x()) - width / 2 + 1,
          top,
          width - 2,
          TOP + PLOT_HEIGHT - top);
    }
  }

  private double left(double value) {
    return LEFT + x.place(value) * PLOT_WIDTH;
  }

  private double top(double value) {
    return TOP + (1 - y.place(value)) * PLOT_HEIGHT;
  }
}
