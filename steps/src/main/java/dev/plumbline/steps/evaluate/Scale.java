package dev.plumbline.steps.evaluate;

/** Numbers as longs of the same order, from which last bits may be dropped. */
enum Scale {
  /**
   * From 0 to 1, near 0 and near 1 alike fine: above a half the distance to 1 counts, which is
   * exact.
   */
  SCORE {
    @Override
    long key(double score) {
      return score <= 0.5
          ? Double.doubleToRawLongBits(score + 0.0) - HALF
          : HALF - Double.doubleToRawLongBits(1 - score);
    }

    @Override
    double value(long key) {
      return key <= 0
          ? Double.longBitsToDouble(Math.max(0, key + HALF))
          : 1 - Double.longBitsToDouble(Math.max(0, HALF - key));
    }
  },
  /** All finite numbers, near 0 finest. */
  REAL {
    @Override
    long key(double number) {
      long bits = Double.doubleToRawLongBits(number + 0.0);
      return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    @Override
    double value(long key) {
      double number = Double.longBitsToDouble(key < 0 ? Long.MIN_VALUE - key : key);
      return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
    }
  };

  private static final long HALF = Double.doubleToRawLongBits(0.5);

  abstract long key(double number);

  abstract double value(long key);

  /** The number in the middle of those whose keys begin alike. */
  double middle(long bucket, int droppedBits) {
    long key = bucket << droppedBits;
    return value(droppedBits == 0 ? key : key + (1L << (droppedBits - 1)));
  }
}
