package dev.plumbline.examples.load;

import dev.plumbline.examples.flights.AirportDay;
import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Output;
import java.util.Optional;

/** Puts the day before beside each day of an airport. */
public record DayBefore() implements JoinStep<AirportDay.Key, AirportDay, AirportDay, Loaded> {
  @Override
  public AirportDay.Key left(AirportDay today) {
    return new AirportDay.Key(today.day(), today.airport());
  }

  @Override
  public AirportDay.Key right(AirportDay before) {
    return before.next();
  }

  @Override
  public void join(AirportDay today, Optional<AirportDay> before, Output<? super Loaded> out) {
    out.emit(new Loaded(today, before.map(AirportDay::flights).orElse(null)));
  }
}
