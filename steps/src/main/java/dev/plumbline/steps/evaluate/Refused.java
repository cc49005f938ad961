package dev.plumbline.steps.evaluate;

/** Errors of rows that can't be evaluated. */
final class Refused {
  private static final int MOST_SHOWN = 300;

  private Refused() {}

  static <T> T ifAbsent(T value, String what, Object row) {
    if (value == null) {
      throw row("the " + what + " is absent", row);
    }
    return value;
  }

  /** A finite number, or an error that names the row. */
  static double ifNotFinite(Double value, String what, Object row) {
    double number = ifAbsent(value, what, row);
    if (!Double.isFinite(number)) {
      throw row("the " + what + " is " + number, row);
    }
    return number;
  }

  static IllegalArgumentException row(String why, Object row) {
    String shown = row.toString();
    return new IllegalArgumentException(
        "Cannot evaluate "
            + (shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "…" : shown)
            + ": "
            + why);
  }

  static IllegalArgumentException rows(String why) {
    return new IllegalArgumentException("Cannot evaluate: " + why);
  }
}
