package dev.plumbline.examples.check;

import dev.plumbline.examples.flights.AirportDay;
import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Output;
import java.util.Optional;

/** Puts what happened beside what was expected. */
public record Check() implements JoinStep<AirportDay.Key, Forecast, AirportDay, Checked> {
  @Override
  public AirportDay.Key left(Forecast forecast) {
    return forecast.of();
  }

  @Override
  public AirportDay.Key right(AirportDay day) {
    return new AirportDay.Key(day.day(), day.airport());
  }

  @Override
  public void join(Forecast forecast, Optional<AirportDay> day, Output<? super Checked> out) {
    day.ifPresent(
        known ->
            out.emit(
                new Checked(
                    known.day(),
                    known.airport(),
                    forecast.flights(),
                    forecast.expected(),
                    known.late())));
  }
}
