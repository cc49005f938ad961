package dev.plumbline.models.xgboost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A saved booster ({@code model.ubj}) as plain Java: no native library is needed to score, and many
 * threads may. Its margins differ from the library's by float rounding at most.
 */
final class Ensemble {
  private final PaddedTrees trees;

  /** The margin that each group starts from. */
  private final float[] bases;

  private Ensemble(PaddedTrees trees, float[] bases) {
    this.trees = trees;
    this.bases = bases;
  }

  /**
   * @param categories how many each column has, 0 for a number
   */
  static Ensemble read(byte[] ubj, int[] categories) {
    Map<?, ?> learner = map(Ubj.read(ubj), "learner");
    Map<?, ?> booster = map(learner, "gradient_booster");
    if (!"gbtree".equals(booster.get("name"))) {
      throw new IllegalArgumentException(
          "Cannot read the booster: it is a " + booster.get("name") + ", expected gbtree");
    }
    Map<?, ?> model = map(booster, "model");
    Map<?, ?> parameters = map(learner, "learner_model_param");
    int groups = Math.max(1, Integer.parseInt((String) parameters.get("num_class")));
    int columns = Integer.parseInt((String) parameters.get("num_feature"));
    if (columns != categories.length) {
      throw new IllegalArgumentException(
          "Cannot read the booster: it has "
              + columns
              + " columns and its encoder "
              + categories.length);
    }
    List<Tree> trees = new ArrayList<>();
    for (Object tree : (List<?>) model.get("trees")) {
      trees.add(new Tree((Map<?, ?>) tree));
    }
    PaddedTrees padded = new PaddedTrees(trees, ints(model.get("tree_info")), groups, categories);
    String objective = (String) map(learner, "objective").get("name");
    return new Ensemble(padded, bases((String) parameters.get("base_score"), groups, objective));
  }

  private static float[] bases(String saved, int groups, String objective) {
    String[] texts = saved.replaceAll("[\\[\\]\\s]", "").split(",");
    float[] bases = new float[groups];
    for (int g = 0; g < groups; g++) {
      float score = Float.parseFloat(texts[Math.min(g, texts.length - 1)]);
      bases[g] = objective.equals("binary:logistic") ? (float) -Math.log(1 / score - 1) : score;
    }
    return bases;
  }

  PaddedTrees trees() {
    return trees;
  }

  /** The starting margins of some rows, a multiple of four at least. */
  float[] margins(int rows) {
    float[] margins = new float[(rows + 3) / 4 * 4 * bases.length];
    for (int i = 0; i < margins.length; i += bases.length) {
      System.arraycopy(bases, 0, margins, i, bases.length);
    }
    return margins;
  }

  private static Map<?, ?> map(Map<?, ?> in, String key) {
    if (in.get(key) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("Cannot read the booster: it has no " + key);
  }

  private static int[] ints(Object list) {
    return list instanceof int[] typed
        ? typed
        : ((List<?>) list).stream().mapToInt(n -> ((Number) n).intValue()).toArray();
  }
}
