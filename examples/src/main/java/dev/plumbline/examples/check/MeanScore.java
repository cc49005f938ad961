package dev.plumbline.examples.check;

import dev.plumbline.examples.flights.AirportDay;
import dev.plumbline.examples.flights.FlightScore;
import dev.plumbline.pipeline.CombineStep;
import dev.plumbline.pipeline.Output;

/** The mean of the scores by airport of departure and day. */
public record MeanScore()
    implements CombineStep<AirportDay.Key, FlightScore, MeanScore.Sum, Forecast> {
  /** Flights and the sum of their scores in billionths, which adds up alike in any order. */
  public record Sum(long flights, long billionths) {}

  @Override
  public AirportDay.Key key(FlightScore score) {
    return new AirportDay.Key(score.day(), score.origin());
  }

  @Override
  public Sum zero() {
    return new Sum(0, 0);
  }

  @Override
  public Sum add(Sum sum, FlightScore score) {
    return new Sum(sum.flights() + 1, sum.billionths() + Math.round(score.late() * 1e9));
  }

  @Override
  public Sum merge(Sum left, Sum right) {
    return new Sum(left.flights() + right.flights(), left.billionths() + right.billionths());
  }

  @Override
  public void finish(AirportDay.Key key, Sum sum, Output<? super Forecast> out) {
    out.emit(new Forecast(key, sum.flights(), sum.billionths() / 1e9 / sum.flights()));
  }
}
