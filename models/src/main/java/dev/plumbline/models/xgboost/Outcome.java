package dev.plumbline.models.xgboost;

import dev.plumbline.models.Scores;
import dev.plumbline.pipeline.json.Json;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What margins mean: the objective of training, and predictions from margins. */
sealed interface Outcome<P> {
  /** XGBoost's name of it. */
  String objective();

  /** XGBoost's name of the metric that is recorded in training. */
  String metric();

  /** Margins for each row. */
  int groups();

  Type prediction();

  /** The predictions for some rows; the margins may be changed and kept. */
  List<P> predictions(float[] margins, int rows);

  /** As in {@code plumbline/outcome.json}. */
  Map<String, Object> tree();

  default String toJson() {
    return Json.write(tree());
  }

  static Outcome<?> of(String json) {
    Map<?, ?> tree = (Map<?, ?>) Json.parse(json);
    String kind = (String) tree.get("kind");
    if (kind.equals("multiclass")) {
      List<String> classes = new ArrayList<>();
      ((List<?>) tree.get("classes")).forEach(c -> classes.add((String) c));
      return new Classes(classes);
    }
    return kind.equals("binary") ? new Probability() : new Quantity();
  }

  /** The probability of true. */
  record Probability() implements Outcome<Double> {
    @Override
    public String objective() {
      return "binary:logistic";
    }

    @Override
    public String metric() {
      return "logloss";
    }

    @Override
    public int groups() {
      return 1;
    }

    @Override
    public Type prediction() {
      return Double.class;
    }

    @Override
    public List<Double> predictions(float[] margins, int rows) {
      for (int i = 0; i < rows; i++) {
        margins[i] = (float) (1 / (1 + Math.exp(-margins[i])));
      }
      return new FloatList(margins, rows);
    }

    @Override
    public Map<String, Object> tree() {
      return Map.of("kind", "binary");
    }
  }

  /** The margin itself. */
  record Quantity() implements Outcome<Double> {
    @Override
    public String objective() {
      return "reg:squarederror";
    }

    @Override
    public String metric() {
      return "rmse";
    }

    @Override
    public int groups() {
      return 1;
    }

    @Override
    public Type prediction() {
      return Double.class;
    }

    @Override
    public List<Double> predictions(float[] margins, int rows) {
      return new FloatList(margins, rows);
    }

    @Override
    public Map<String, Object> tree() {
      return Map.of("kind", "regression");
    }
  }

  /**
   * A probability for each class.
   *
   * @param classes by code point
   */
  record Classes(List<String> classes) implements Outcome<Scores> {
    public Classes {
      classes = List.copyOf(classes);
    }

    @Override
    public String objective() {
      return "multi:softprob";
    }

    @Override
    public String metric() {
      return "mlogloss";
    }

    @Override
    public int groups() {
      return classes.size();
    }

    @Override
    public Type prediction() {
      return Scores.class;
    }

    @Override
    public List<Scores> predictions(float[] margins, int rows) {
      List<Scores> scores = new ArrayList<>(rows);
      for (int row = 0; row < rows; row++) {
        scores.add(softmax(margins, row * classes.size()));
      }
      return scores;
    }

    private Scores softmax(float[] margins, int at) {
      float most = Float.NEGATIVE_INFINITY;
      for (int c = 0; c < classes.size(); c++) {
        most = Math.max(most, margins[at + c]);
      }
      double sum = 0;
      for (int c = 0; c < classes.size(); c++) {
        margins[at + c] = (float) Math.exp(margins[at + c] - most);
        sum += margins[at + c];
      }
      Map<String, Double> probabilities = new LinkedHashMap<>();
      for (int c = 0; c < classes.size(); c++) {
        probabilities.put(classes.get(c), margins[at + c] / sum);
      }
      return new Scores(Collections.unmodifiableMap(probabilities));
    }

    @Override
    public Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("kind", "multiclass");
      tree.put("classes", classes);
      return tree;
    }
  }
}
