package dev.plumbline.steps.evaluate;

import dev.plumbline.steps.chart.Point;
import dev.plumbline.steps.evaluate.Histogram.Bucket;
import java.util.ArrayList;
import java.util.List;

/** What the order of the scores tells: areas under curves, and the curves. Equal scores tie. */
final class RankCurve {
  private static final int MOST_POINTS = 400;
  private final Bucket[] buckets;
  private final long positives;
  private final long negatives;

  /**
   * @param ascending by score; of both classes there must be rows
   */
  RankCurve(Bucket[] ascending) {
    buckets = ascending;
    long p = 0;
    long n = 0;
    for (Bucket each : ascending) {
      p += each.positives();
      n += each.negatives();
    }
    positives = p;
    negatives = n;
  }

  /** The share of pairs, one row of each class, that the scores order rightly; a tie is half. */
  double auc() {
    double right = 0;
    long below = 0;
    for (Bucket each : buckets) {
      right += each.positives() * (below + each.negatives() * 0.5);
      below += each.negatives();
    }
    return right / ((double) positives * negatives);
  }

  /** How far {@link #auc} can be from that of undropped bits: half the pairs that tie. */
  double aucBound() {
    double ties = 0;
    for (Bucket each : buckets) {
      ties += 0.5 * each.positives() * each.negatives();
    }
    return ties / ((double) positives * negatives);
  }

  /** Average precision: precision at each score, weighed by the recall that it adds. */
  double averagePrecision() {
    double sum = 0;
    long hits = 0;
    long taken = 0;
    for (int i = buckets.length - 1; i >= 0; i--) {
      hits += buckets[i].positives();
      taken += buckets[i].positives() + buckets[i].negatives();
      sum += (double) buckets[i].positives() / positives * hits / taken;
    }
    return sum;
  }

  /** False-positive rate against recall. */
  List<Point> roc() {
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    long hits = 0;
    long misses = 0;
    for (int i = buckets.length - 1; i >= 0; i--) {
      hits += buckets[i].positives();
      misses += buckets[i].negatives();
      add(points, new Point((double) misses / negatives, (double) hits / positives), i == 0);
    }
    return points;
  }

  /** Recall against precision. */
  List<Point> precisionRecall() {
    List<Point> points = new ArrayList<>();
    long hits = 0;
    long taken = 0;
    for (int i = buckets.length - 1; i >= 0; i--) {
      hits += buckets[i].positives();
      taken += buckets[i].positives() + buckets[i].negatives();
      add(points, new Point((double) hits / positives, (double) hits / taken), i == 0);
    }
    return points;
  }

  /** Leaves out what no eye can tell from its neighbour. */
  private static void add(List<Point> points, Point next, boolean last) {
    Point before = points.isEmpty() ? new Point(-1, -1) : points.get(points.size() - 1);
    double step = Math.abs(next.x() - before.x()) + Math.abs(next.y() - before.y());
    if (last || step >= 2.0 / MOST_POINTS) {
      points.add(next);
    }
  }
}
