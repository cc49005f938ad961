package dev.plumbline.examples.load;

import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.ScoreStep;

/** Predicts the test days. */
public record ScoreLoad()
    implements ScoreStep<Labelled<LoadFeatures, Double>, LoadFeatures, Double, LoadScore> {
  @Override
  public LoadFeatures features(Labelled<LoadFeatures, Double> row) {
    return row.features();
  }

  @Override
  public LoadScore output(Labelled<LoadFeatures, Double> row, Double expected) {
    return new LoadScore(row.features().day(), row.features().airport(), expected, row.label());
  }
}
