package dev.plumbline.steps.chart;

import java.util.List;

/**
 * Counts by row and column as a heat map, each cell shaded by its share of the row and labelled
 * with its count, while there is room for labels.
 *
 * @param counts by row, then by column
 */
public record Matrix(
    String title,
    String subtitle,
    String rowLabel,
    String columnLabel,
    List<String> names,
    List<List<Long>> counts) {
  private static final int WIDTH = 640;
  private static final int LEFT = 150;
  private static final int TOP = 118;
  private static final int RIGHT = 24;
  private static final int BOTTOM = 24;
  private static final int LEAST_LABELLED = 34;
  private static final int LEAST_NAMED = 14;

  public String svg() {
    double cell = (double) (WIDTH - LEFT - RIGHT) / names.size();
    double tall = Math.min(cell, 76);
    int height = (int) (TOP + tall * names.size() + BOTTOM);
    Svg svg = new Svg(WIDTH, height, title, subtitle);
    svg.text("title", "start", 24, 32, title);
    svg.text("quiet", "start", 24, 54, subtitle);
    svg.text("", "middle", (LEFT + WIDTH - RIGHT) / 2.0, 84, columnLabel);
    svg.upwards("", 20, TOP + tall * names.size() / 2, rowLabel);
    for (int row = 0; row < names.size(); row++) {
      long whole = counts.get(row).stream().mapToLong(Long::longValue).sum();
      if (tall >= LEAST_NAMED) {
        svg.text(
            "quiet", "end", LEFT - 9, TOP + (row + 0.5) * tall + 4.5, shorten(names.get(row), 13));
        svg.text(
            "quiet",
            "middle",
            LEFT + (row + 0.5) * cell,
            TOP - 10,
            shorten(names.get(row), (int) (cell / 7.5)));
      }
      for (int column = 0; column < names.size(); column++) {
        long count = counts.get(row).get(column);
        double share = whole == 0 ? 0 : (double) count / whole;
        cell(svg, LEFT + column * cell, TOP + row * tall, cell, tall, count, share);
      }
    }
    return svg.end();
  }

  private static void cell(
      Svg svg, double x, double y, double width, double height, long count, double share) {
    svg.add(
        "<rect fill=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/>",
        colour(share), x + 1, y + 1, width - 2, height - 2);
    if (Math.min(width, height) >= LEAST_LABELLED) {
      String type = share > 0.45 ? "bright" : "dark";
      svg.text(type, "middle", x + width / 2, y + height / 2 + 4.5, Long.toString(count));
    }
  }

  /** From near white to the dark blue of the first series. */
  private static String colour(double share) {
    double deep = Math.sqrt(share);
    return String.format(
        "#%02x%02x%02x",
        Math.round(240 - deep * 240), Math.round(244 - deep * 154), Math.round(248 - deep * 108));
  }

  private static String shorten(String name, int most) {
    return name.length() <= most ? name : name.substring(0, Math.max(0, most - 1)) + "…";
  }
}
