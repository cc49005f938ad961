package dev.plumbline.models.xgboost;

import dev.plumbline.models.encoding.EncoderFit;
import dev.plumbline.models.encoding.FeatureEncoder;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Training;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.util.BigDenseMatrix;

/**
 * Rows into a model: one pass over the rows, which lie encoded outside of the heap (4 bytes a
 * column) until XGBoost has copied them.
 */
final class Trainer<F, L, P> {
  private final EncoderFit<F> fit;
  private final Labels<L, P> labels;
  private final Boosting boosting;
  private final Training run;

  Trainer(Schema<F> schema, Labels<L, P> labels, Boosting boosting, Training run) {
    this.fit = new EncoderFit<>(schema);
    this.labels = labels;
    this.boosting = boosting;
    this.run = run;
  }

  /**
   * @throws IllegalArgumentException naming the row and its fault, or what all labels are
   */
  XgboostModel<F, P> train(Iterable<Labelled<F, L>> rows) {
    try (RowBuffer buffer = new RowBuffer(fit.width())) {
      float[] encoded = new float[fit.width()];
      for (Labelled<F, L> row : rows) {
        add(row, encoded, buffer);
      }
      if (buffer.rows() == 0) {
        throw new IllegalArgumentException(
            "Cannot train xgboost: there are no training rows, check the split and what it reads");
      }
      Outcome<P> outcome = labels.outcome();
      EncoderFit.Fitted<F> fitted = fit.finish();
      List<float[]> recode = new ArrayList<>(fitted.recode());
      recode.add(labels.recode());
      return boost(buffer, recode, fitted.encoder(), outcome);
    }
  }

  private void add(Labelled<F, L> row, float[] encoded, RowBuffer buffer) {
    if (row.label() == null) {
      throw fault(buffer.rows(), "the label is null");
    }
    float label;
    try {
      label = labels.code(row.label());
    } catch (IllegalArgumentException e) {
      throw fault(buffer.rows(), e.getMessage());
    }
    fit.encode(row.features(), encoded, 0);
    for (int j = 0; j < encoded.length; j++) {
      if (Float.isInfinite(encoded[j])) {
        throw fault(buffer.rows(), fit.columns().get(j) + " is infinite, or too large for a float");
      }
    }
    buffer.add(encoded, label);
  }

  private static IllegalArgumentException fault(long row, String what) {
    return new IllegalArgumentException(
        "Cannot train xgboost: in training row "
            + row
            + " (counted from 0) "
            + what
            + ", leave such rows out or mend them in the step before");
  }

  private XgboostModel<F, P> boost(
      RowBuffer buffer, List<float[]> recode, FeatureEncoder<F> encoder, Outcome<P> outcome) {
    int rows = Math.toIntExact(buffer.rows());
    BigDenseMatrix features = new BigDenseMatrix(rows, encoder.width());
    BigDenseMatrix codes = new BigDenseMatrix(rows, 1);
    try (Rounds rounds = new Rounds(boosting, run)) {
      try {
        buffer.moveTo(features, codes, recode);
        rounds.load(features, codes, encoder);
      } finally {
        features.dispose();
        codes.dispose();
      }
      return new XgboostModel<>(encoder, outcome, rounds.boost(outcome), run.threads());
    }
  }
}
