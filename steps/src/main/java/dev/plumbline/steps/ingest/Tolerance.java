package dev.plumbline.steps.ingest;

/** The share of rows that may be rejected. */
final class Tolerance {
  private Tolerance() {}

  static void check(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Cannot tolerate a share of " + share + " bad rows, give one from 0 to 1");
    }
  }
}
