package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.ScoreStep;

/** Scores a night's flights. */
public record ScoreFlight() implements ScoreStep<Known, Features, Double, FlightScore> {
  @Override
  public Features features(Known known) {
    return known.features();
  }

  @Override
  public FlightScore output(Known known, Double late) {
    Flight flight = known.flight();
    return new FlightScore(
        flight.day(), flight.departed(), flight.origin(), flight.destination(), late);
  }
}
