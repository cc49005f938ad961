package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Output;
import java.util.Optional;

/** Puts the origin's day before beside each flight. */
public record OriginBefore() implements JoinStep<AirportDay.Key, Flight, AirportDay, Departure> {
  @Override
  public AirportDay.Key left(Flight flight) {
    return new AirportDay.Key(flight.day(), flight.origin());
  }

  @Override
  public AirportDay.Key right(AirportDay day) {
    return day.next();
  }

  @Override
  public void join(Flight flight, Optional<AirportDay> before, Output<? super Departure> out) {
    out.emit(new Departure(flight, before.map(AirportDay::late).orElse(null)));
  }
}
