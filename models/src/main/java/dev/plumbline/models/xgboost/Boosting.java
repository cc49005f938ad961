package dev.plumbline.models.xgboost;

/**
 * How the trees are grown: XGBoost's parameters of the same meaning, histogram method.
 *
 * @param rounds trees for each class
 * @param depth the deepest that a tree may be, at most {@value #DEEPEST}
 * @param eta the share of each tree that is added
 * @param minChildWeight the least sum of Hessians in a leaf
 * @param subsample the share of rows that each tree sees
 * @param columnSample the share of columns that each tree sees
 * @param lambda L2 penalty on the leaves
 */
public record Boosting(
    int rounds,
    int depth,
    double eta,
    double minChildWeight,
    double subsample,
    double columnSample,
    double lambda) {
  static final int DEEPEST = 12;

  public Boosting {
    within("rounds", rounds, 1, 100_000);
    within("depth", depth, 1, DEEPEST);
    share("eta", eta);
    within("minChildWeight", minChildWeight, 0, Double.MAX_VALUE);
    share("subsample", subsample);
    share("columnSample", columnSample);
    within("lambda", lambda, 0, Double.MAX_VALUE);
  }

  /** 100 rounds, depth 6, eta 0.1, all rows and columns. */
  public static Boosting standard() {
    return new Boosting(100, 6, 0.1, 1, 1, 1, 1);
  }

  public Boosting withRounds(int rounds) {
    return new Boosting(rounds, depth, eta, minChildWeight, subsample, columnSample, lambda);
  }

  public Boosting withDepth(int depth) {
    return new Boosting(rounds, depth, eta, minChildWeight, subsample, columnSample, lambda);
  }

  public Boosting withEta(double eta) {
    return new Boosting(rounds, depth, eta, minChildWeight, subsample, columnSample, lambda);
  }

  public Boosting withMinChildWeight(double minChildWeight) {
    return new Boosting(rounds, depth, eta, minChildWeight, subsample, columnSample, lambda);
  }

  /** Shares of rows and of columns that each tree sees. */
  public Boosting withSamples(double rows, double columns) {
    return new Boosting(rounds, depth, eta, minChildWeight, rows, columns, lambda);
  }

  public Boosting withLambda(double lambda) {
    return new Boosting(rounds, depth, eta, minChildWeight, subsample, columnSample, lambda);
  }

  private static void share(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "Cannot boost with " + name + " " + value + ", give a share above 0 and at most 1");
    }
  }

  private static void within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      String shown = value == Math.rint(value) ? Long.toString((long) value) : value + "";
      throw new IllegalArgumentException(
          "Cannot boost with "
              + name
              + " "
              + shown
              + ", give a number "
              + (most == Double.MAX_VALUE
                  ? "of at least " + (long) least
                  : "from " + (long) least + " to " + (long) most));
    }
  }
}
