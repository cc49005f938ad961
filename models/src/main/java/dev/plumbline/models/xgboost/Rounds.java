package dev.plumbline.models.xgboost;

import dev.plumbline.models.encoding.FeatureEncoder;
import dev.plumbline.pipeline.Training;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.Column;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.java.util.BigDenseMatrix;

/** The native side of training: the only code that calls XGBoost's library. */
final class Rounds implements AutoCloseable {
  /** About so many points of the metric's history are recorded. */
  private static final int POINTS = 20;

  /** Over so many training rows at most, evenly spaced: a pass over all of them would cost. */
  private static final int SAMPLE = 50_000;

  private final Boosting boosting;
  private final Training run;
  private DMatrix matrix;
  private DMatrix sample;
  private String[] names;
  private String[] types;

  Rounds(Boosting boosting, Training run) {
    this.boosting = boosting;
    this.run = run;
  }

  /** Copies rows and labels into XGBoost's own form. */
  void load(BigDenseMatrix features, BigDenseMatrix labels, FeatureEncoder<?> encoder) {
    names = encoder.columns().toArray(String[]::new);
    types =
        Arrays.stream(encoder.categories()).mapToObj(n -> n > 0 ? "c" : "q").toArray(String[]::new);
    try {
      matrix = new DMatrix(features, Float.NaN);
      matrix.setLabel(new NativeColumn(labels));
      matrix.setFeatureNames(names);
      matrix.setFeatureTypes(types);
      int step = (features.nrow + SAMPLE - 1) / SAMPLE;
      sample =
          step == 1
              ? matrix
              : matrix.slice(IntStream.range(0, features.nrow / step).map(i -> i * step).toArray());
    } catch (XGBoostError e) {
      throw failed(e);
    }
  }

  /** All rounds; the booster in UBJSON. */
  byte[] boost(Outcome<?> outcome) {
    Booster booster = null;
    try {
      booster = XGBoost.train(matrix, parameters(outcome), 0, new HashMap<>(), null, null);
      int every = Math.max(1, boosting.rounds() / POINTS);
      for (int round = 1; round <= boosting.rounds(); round++) {
        booster.update(matrix, round - 1);
        if (round % every == 0 || round == 1 || round == boosting.rounds()) {
          record(booster, outcome, round);
        }
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("Cannot train xgboost: cancelled in round " + round);
        }
      }
      booster.setFeatureNames(names);
      booster.setFeatureTypes(types);
      return booster.toByteArray("ubj");
    } catch (XGBoostError e) {
      throw failed(e);
    } finally {
      if (booster != null) {
        booster.dispose();
      }
    }
  }

  private void record(Booster booster, Outcome<?> outcome, int round) throws XGBoostError {
    float[] values = new float[1];
    booster.evalSet(new DMatrix[] {sample}, new String[] {"train"}, round - 1, values);
    run.metric("train_" + outcome.metric(), round, values[0]);
  }

  private Map<String, Object> parameters(Outcome<?> outcome) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", outcome.objective());
    parameters.put("eval_metric", outcome.metric());
    if (outcome.groups() > 1) {
      parameters.put("num_class", outcome.groups());
    }
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", boosting.depth());
    parameters.put("eta", boosting.eta());
    parameters.put("min_child_weight", boosting.minChildWeight());
    parameters.put("subsample", boosting.subsample());
    parameters.put("colsample_bytree", boosting.columnSample());
    parameters.put("lambda", boosting.lambda());
    parameters.put("seed", run.seed() & Integer.MAX_VALUE);
    parameters.put("nthread", run.threads());
    parameters.put("verbosity", 0);
    return parameters;
  }

  private static IllegalStateException failed(XGBoostError e) {
    return new IllegalStateException("Cannot train xgboost: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    if (sample != null) {
      sample.dispose();
    }
    if (matrix != null) {
      matrix.dispose();
    }
  }

  /** One column outside of the heap, by the array interface protocol. */
  private static final class NativeColumn extends Column {
    private final BigDenseMatrix values;

    NativeColumn(BigDenseMatrix values) {
      this.values = values;
    }

    @Override
    public void close() {
      // the values belong to the caller
    }

    @Override
    public String toJson() {
      return "{\"data\":["
          + values.address
          + ",true],\"shape\":["
          + values.nrow
          + "],\"typestr\":\"<f4\",\"version\":3}";
    }
  }
}
