package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.ScoreStep;

/** Scores labelled flights, to look at beside the truth. */
public record ScoreExample()
    implements ScoreStep<Labelled<Features, Boolean>, Features, Double, TestScore> {
  @Override
  public Features features(Labelled<Features, Boolean> row) {
    return row.features();
  }

  @Override
  public TestScore output(Labelled<Features, Boolean> row, Double late) {
    Features flight = row.features();
    return new TestScore(flight.day(), flight.origin(), flight.destination(), late, row.label());
  }
}
