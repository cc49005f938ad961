package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Output;
import java.util.Optional;

/** Puts the destination's day before beside each departure, which makes the features whole. */
public record DestinationBefore()
    implements JoinStep<AirportDay.Key, Departure, AirportDay, Known> {
  @Override
  public AirportDay.Key left(Departure departure) {
    return new AirportDay.Key(departure.flight().day(), departure.flight().destination());
  }

  @Override
  public AirportDay.Key right(AirportDay day) {
    return day.next();
  }

  @Override
  public void join(Departure departure, Optional<AirportDay> before, Output<? super Known> out) {
    Flight flight = departure.flight();
    Features features =
        new Features(
            flight.day(),
            flight.origin(),
            flight.destination(),
            flight.distance(),
            departure.originLate(),
            before.map(AirportDay::late).orElse(null));
    out.emit(new Known(flight, features));
  }
}
