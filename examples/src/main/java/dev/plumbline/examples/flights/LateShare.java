package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.CombineStep;
import dev.plumbline.pipeline.Output;

/** The share of late flights by airport of departure and day. */
public record LateShare(int minutes)
    implements CombineStep<AirportDay.Key, Flight, LateShare.Sum, AirportDay> {
  /** Flights, and how many of them were late. */
  public record Sum(long flights, long late) {}

  @Override
  public AirportDay.Key key(Flight flight) {
    return new AirportDay.Key(flight.day(), flight.origin());
  }

  @Override
  public Sum zero() {
    return new Sum(0, 0);
  }

  @Override
  public Sum add(Sum sum, Flight flight) {
    return new Sum(sum.flights() + 1, sum.late() + (flight.delay() > minutes ? 1 : 0));
  }

  @Override
  public Sum merge(Sum left, Sum right) {
    return new Sum(left.flights() + right.flights(), left.late() + right.late());
  }

  @Override
  public void finish(AirportDay.Key key, Sum sum, Output<? super AirportDay> out) {
    double share = (double) sum.late() / sum.flights();
    out.emit(new AirportDay(key.day(), key.airport(), sum.flights(), share));
  }
}
