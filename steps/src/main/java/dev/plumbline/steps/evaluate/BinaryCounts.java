package dev.plumbline.steps.evaluate;

/**
 * What binary metrics are computed from, for all rows or for those of a slice. The histogram and
 * the sums are mutable: a value that was added to must not be used again.
 */
public record BinaryCounts(
    Histogram scores,
    ExactSum logLoss,
    ExactSum squares,
    long truePositives,
    long falsePositives,
    long trueNegatives,
    long falseNegatives) {
  /** Keeps the loss of a sure mistake finite, as scikit-learn does for doubles. */
  private static final double SURE = Math.ulp(1.0);

  static BinaryCounts empty(int mostBuckets) {
    return new BinaryCounts(
        Histogram.empty(mostBuckets), ExactSum.zero(), ExactSum.zero(), 0, 0, 0, 0);
  }

  BinaryCounts add(boolean label, double score, double threshold) {
    double ofLabel = label ? score : 1 - score;
    logLoss.add(-Math.log(Math.min(Math.max(ofLabel, SURE), 1 - SURE)));
    squares.add((1 - ofLabel) * (1 - ofLabel));
    boolean predicted = score >= threshold;
    return new BinaryCounts(
        scores.add(Scale.SCORE.key(score), label),
        logLoss,
        squares,
        truePositives + (label && predicted ? 1 : 0),
        falsePositives + (!label && predicted ? 1 : 0),
        trueNegatives + (!label && !predicted ? 1 : 0),
        falseNegatives + (label && !predicted ? 1 : 0));
  }

  BinaryCounts merge(BinaryCounts other) {
    logLoss.addAll(other.logLoss);
    squares.addAll(other.squares);
    return new BinaryCounts(
        scores.merge(other.scores),
        logLoss,
        squares,
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        trueNegatives + other.trueNegatives,
        falseNegatives + other.falseNegatives);
  }

  long positives() {
    return truePositives + falseNegatives;
  }

  long negatives() {
    return trueNegatives + falsePositives;
  }

  long rows() {
    return positives() + negatives();
  }
}
