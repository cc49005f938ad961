package dev.plumbline.models.xgboost;

import dev.plumbline.models.encoding.FeatureEncoder;
import dev.plumbline.pipeline.Model;
import java.util.List;

/**
 * Boosted trees and the encoder that feeds them. Scores in plain Java, without XGBoost's native
 * library and equal to it but for float rounding; holds nothing that must be closed.
 *
 * @param <F> the record of features
 * @param <P> the prediction: a probability, a quantity, or {@link dev.plumbline.models.Scores}
 */
public final class XgboostModel<F, P> implements Model<F, P> {
  private final FeatureEncoder<F> encoder;
  private final Outcome<P> outcome;
  private final byte[] booster;
  private final Ensemble ensemble;
  private final int threads;

  /** One for each slice of a call, made when first needed. */
  private final TreeWalk[] walks;

  XgboostModel(FeatureEncoder<F> encoder, Outcome<P> outcome, byte[] booster, int threads) {
    this.encoder = encoder;
    this.outcome = outcome;
    this.booster = booster.clone();
    this.ensemble = Ensemble.read(booster, encoder.categories());
    this.threads = threads;
    this.walks = new TreeWalk[Math.max(1, threads)];
  }

  @Override
  public List<P> predict(List<F> rows) {
    float[] margins = ensemble.margins(rows.size());
    Slices.run(
        threads,
        rows.size(),
        TreeWalk.BLOCK,
        (slice, from, to) -> score(rows, slice, from, to, margins));
    return outcome.predictions(margins, rows.size());
  }

  private void score(List<F> rows, int slice, int from, int to, float[] margins) {
    if (walks[slice] == null) {
      walks[slice] = new TreeWalk(ensemble.trees());
    }
    TreeWalk walk = walks[slice];
    float[] encoded = new float[encoder.width()];
    for (int start = from; start < to; start += TreeWalk.BLOCK) {
      int count = Math.min(TreeWalk.BLOCK, to - start);
      for (int i = 0; i < count; i++) {
        encoder.encode(rows.get(start + i), encoded, 0);
        walk.row(i, encoded);
      }
      walk.addTo(margins, start * outcome.groups(), count);
    }
  }

  /** How each field becomes columns. */
  public FeatureEncoder<F> encoder() {
    return encoder;
  }

  Outcome<P> outcome() {
    return outcome;
  }

  /** The booster as XGBoost saves it, in UBJSON; the same bytes for the same training. */
  public byte[] booster() {
    return booster.clone();
  }
}
