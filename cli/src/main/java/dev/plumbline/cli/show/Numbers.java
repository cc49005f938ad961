package dev.plumbline.cli.show;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
  private Numbers() {}

  /** For example {@code 250,000 rows}. */
  public static String rows(long rows) {
    return String.format(Locale.ROOT, "%,d", rows) + (rows == 1 ? " row" : " rows");
  }

  /** Six significant digits, without an exponent where that stays short. */
  public static String metric(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    String text = String.format(Locale.ROOT, "%.6g", value);
    return text.contains("e") || !text.contains(".")
        ? text
        : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
