package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.Output;
import java.util.Iterator;

/** The share of late flights by airport of departure and day. */
public record LateShare(int minutes) implements GroupStep<AirportDay.Key, Flight, AirportDay> {
  @Override
  public AirportDay.Key key(Flight flight) {
    return new AirportDay.Key(flight.day(), flight.origin());
  }

  @Override
  public void apply(AirportDay.Key key, Iterator<Flight> rows, Output<? super AirportDay> out) {
    long flights = 0;
    long late = 0;
    while (rows.hasNext()) {
      flights++;
      late += rows.next().delay() > minutes ? 1 : 0;
    }
    out.emit(new AirportDay(key.day(), key.airport(), flights, (double) late / flights));
  }
}
