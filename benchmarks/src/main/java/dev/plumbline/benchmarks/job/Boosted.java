package dev.plumbline.benchmarks.job;

import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The training: parameters and feature types as {@code Boosting.standard()} gives them. */
final class Boosted {
  private static final int ROUNDS = 100;

  private Boosted() {}

  static byte[] train(FeatureRows rows, int threads) throws XGBoostError {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("max_depth", 6);
    parameters.put("eta", 0.1);
    parameters.put("tree_method", "hist");
    parameters.put("nthread", threads);
    DMatrix matrix = rows.matrix();
    matrix.setLabel(rows.labels());
    Booster booster = XGBoost.train(matrix, parameters, ROUNDS, new HashMap<>(), null, null);
    matrix.dispose();
    byte[] bytes = booster.toByteArray("ubj");
    booster.dispose();
    return bytes;
  }
}
