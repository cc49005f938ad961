package dev.plumbline.examples.load;

import dev.plumbline.examples.flights.AirportDay;
import dev.plumbline.pipeline.JoinStep;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Output;
import java.util.Optional;

/** Puts the same weekday of the week before beside it, which makes the training row. */
public record WeekBefore()
    implements JoinStep<AirportDay.Key, Loaded, AirportDay, Labelled<LoadFeatures, Double>> {
  @Override
  public AirportDay.Key left(Loaded loaded) {
    return new AirportDay.Key(loaded.today().day(), loaded.today().airport());
  }

  @Override
  public AirportDay.Key right(AirportDay before) {
    return new AirportDay.Key(before.day().plusWeeks(1), before.airport());
  }

  @Override
  public void join(
      Loaded loaded,
      Optional<AirportDay> before,
      Output<? super Labelled<LoadFeatures, Double>> out) {
    AirportDay today = loaded.today();
    out.emit(
        new Labelled<>(
            new LoadFeatures(
                today.day(),
                today.airport(),
                loaded.dayBefore(),
                before.map(AirportDay::flights).orElse(null)),
            (double) today.flights()));
  }
}
