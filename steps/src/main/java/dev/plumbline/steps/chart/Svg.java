package dev.plumbline.steps.chart;

import java.util.Locale;

/** Writes elements of one drawing; numbers do not depend on the locale. */
final class Svg {
  /** Okabe and Ito's colours, which colour-blind readers tell apart; text keeps its contrast. */
  private static final String STYLE =
      """
      text{font-family:system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;font-size:13px;fill:#24292f}
      .paper{fill:#ffffff}.title{font-size:17px;font-weight:600}.quiet{fill:#57606a}
      .grid{stroke:#d8dee4;stroke-width:1}.frame{stroke:#8c959f;stroke-width:1.25;fill:none}
      .line{fill:none;stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
      .guide{fill:none;stroke:#6e7781;stroke-width:1.5;stroke-dasharray:6 5}
      .s0{stroke:#0072b2}.s1{stroke:#d55e00}.s2{stroke:#009e73}.s3{stroke:#cc79a7}
      .f0{fill:#0072b2}.f1{fill:#d55e00}.f2{fill:#009e73}.f3{fill:#cc79a7}.bar{fill-opacity:.38}
      .dark{fill:#24292f}.bright{fill:#ffffff}
      @media (prefers-color-scheme:dark){
      text{fill:#e6edf3}.paper{fill:#0d1117}.quiet{fill:#9da7b3}.grid{stroke:#2b323b}
      .frame{stroke:#6e7681}.guide{stroke:#8b949e}
      .s0{stroke:#56b4e9}.s1{stroke:#ff8c42}.s2{stroke:#2fd0a0}.s3{stroke:#e7a3c8}
      .f0{fill:#56b4e9}.f1{fill:#ff8c42}.f2{fill:#2fd0a0}.f3{fill:#e7a3c8}
      .dark{fill:#24292f}.bright{fill:#ffffff}}
      """;

  private final StringBuilder out = new StringBuilder();

  Svg(int width, int height, String title, String description) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\">",
        width, height);
    add("<title>%s</title><desc>%s</desc>", escape(title), escape(description));
    out.append("<style>").append(STYLE).append("</style>\n");
    add("<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"6\"/>", width, height);
  }

  /** One element; texts among the values must be escaped. */
  void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  void line(String type, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        type, x1, y1, x2, y2);
  }

  void rect(String type, double x, double y, double width, double height) {
    add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        type, x, y, width, height);
  }

  /**
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  void text(String type, String anchor, double x, double y, String text) {
    add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        type, anchor, x, y, escape(text));
  }

  /** Text that runs upwards, centred. */
  void upwards(String type, double x, double y, String text) {
    add(
        "<text class=\"%s\" text-anchor=\"middle\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
        type, x, y, escape(text));
  }

  String end() {
    return out.append("</svg>\n").toString();
  }

  /** Text within an element; what XML 1.0 can't hold becomes U+FFFD. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                  boolean held =
                      c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c < 0xE000);
                  safe.appendCodePoint(held ? c : 0xFFFD);
                }
              }
            });
    return safe.toString();
  }
}
