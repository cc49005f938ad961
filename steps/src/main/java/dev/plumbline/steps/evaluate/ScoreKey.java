package dev.plumbline.steps.evaluate;

/**
 * Scores from 0 to 1 as longs of the same order, from which leading bits may be taken: near 0 and
 * near 1 alike they are fine, since above a half the distance to 1 counts, which is exact.
 */
final class ScoreKey {
  private static final long HALF = Double.doubleToRawLongBits(0.5);

  private ScoreKey() {}

  static long of(double score) {
    return score <= 0.5
        ? Double.doubleToRawLongBits(score + 0.0) - HALF
        : HALF - Double.doubleToRawLongBits(1 - score);
  }

  /** The score in the middle of those whose keys begin alike. */
  static double score(long bucket, int droppedBits) {
    long key = bucket << droppedBits;
    long middle = droppedBits == 0 ? key : key + (1L << (droppedBits - 1));
    return middle <= 0
        ? Double.longBitsToDouble(Math.max(0, middle + HALF))
        : 1 - Double.longBitsToDouble(Math.max(0, HALF - middle));
  }
}
