package dev.plumbline.models.xgboost;

import dev.plumbline.models.encoding.CodePoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels as floats, and whether there is something to learn from them. For one thread.
 *
 * @param <L> the label
 * @param <P> the prediction
 */
sealed interface Labels<L, P> {
  /**
   * The label's code.
   *
   * @throws IllegalArgumentException when it can't be learnt from; the row's number is added to it
   */
  float code(L label);

  /**
   * What is learnt, after all labels were seen.
   *
   * @throws IllegalArgumentException when they are all alike
   */
  Outcome<P> outcome();

  /** What each code becomes; empty when they stay. */
  default float[] recode() {
    return new float[0];
  }

  private static IllegalArgumentException alike(long count, String what) {
    return new IllegalArgumentException(
        String.format(
            java.util.Locale.ROOT,
            "Cannot train xgboost: all %,d labels are %s, give training rows that differ",
            count,
            what));
  }

  /** Yes or no. */
  final class Binary implements Labels<Boolean, Double> {
    private long yes;
    private long no;

    @Override
    public float code(Boolean label) {
      if (label) {
        yes++;
        return 1;
      }
      no++;
      return 0;
    }

    @Override
    public Outcome<Double> outcome() {
      if (yes == 0 || no == 0) {
        throw alike(yes + no, String.valueOf(no == 0));
      }
      return new Outcome.Probability();
    }
  }

  /** Finite numbers. */
  final class Quantities implements Labels<Double, Double> {
    private long count;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    @Override
    public float code(Double label) {
      float code = label.floatValue();
      if (!Float.isFinite(code)) {
        throw new IllegalArgumentException("the label is " + label);
      }
      count++;
      least = Math.min(least, label);
      most = Math.max(most, label);
      return code;
    }

    @Override
    public Outcome<Double> outcome() {
      if (least == most) {
        throw alike(count, String.valueOf(least));
      }
      return new Outcome.Quantity();
    }
  }

  /** One of some classes. */
  final class Named implements Labels<String, dev.plumbline.models.Scores> {
    static final int MOST = 1_000;
    private final Map<String, Integer> places = new HashMap<>();
    private long count;

    @Override
    public float code(String label) {
      Integer place = places.get(label);
      if (place == null) {
        place = places.size();
        if (place == MOST) {
          throw new IllegalArgumentException("there are more than " + MOST + " classes");
        }
        places.put(label, place);
      }
      count++;
      return place;
    }

    private List<String> sorted() {
      List<String> classes = new ArrayList<>(places.keySet());
      classes.sort(CodePoints.ORDER);
      return classes;
    }

    @Override
    public Outcome<dev.plumbline.models.Scores> outcome() {
      if (places.size() < 2) {
        throw alike(count, "'" + String.join("", places.keySet()) + "'");
      }
      return new Outcome.Classes(sorted());
    }

    @Override
    public float[] recode() {
      List<String> classes = sorted();
      float[] codes = new float[classes.size()];
      for (int i = 0; i < codes.length; i++) {
        codes[places.get(classes.get(i))] = i;
      }
      return codes;
    }
  }
}
