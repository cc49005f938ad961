package dev.plumbline.examples.fees;

import dev.plumbline.examples.flights.RawFlight;
import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Output;
import java.util.Optional;

/** Finds the airport at which a flight landed. */
public record Place() implements JoinStep<String, RawFlight, Airport, Landing> {
  @Override
  public String left(RawFlight flight) {
    return flight.destination();
  }

  @Override
  public String right(Airport airport) {
    return airport.iata();
  }

  @Override
  public void join(RawFlight flight, Optional<Airport> airport, Output<? super Landing> out) {
    out.emit(new Landing(flight, airport.map(Airport::state).orElse(null)));
  }
}
