package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.RowStep;

/** Leaves out flights that arrived impossibly early: errors of the source. */
public record Clean(int earliestMinutes) implements RowStep<RawFlight, Flight> {
  @Override
  public void apply(RawFlight raw, Output<? super Flight> out) {
    if (raw.delay() >= -earliestMinutes) {
      out.emit(
          new Flight(
              raw.date().toLocalDate(),
              raw.date(),
              raw.origin(),
              raw.destination(),
              raw.distance(),
              raw.delay()));
    }
  }
}
