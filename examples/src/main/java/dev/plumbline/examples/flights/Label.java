package dev.plumbline.examples.flights;

import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.RowStep;

/** Labels a flight late when it arrived more than {@code minutes} after schedule. */
public record Label(int minutes) implements RowStep<Known, Labelled<Features, Boolean>> {
  @Override
  public void apply(Known known, Output<? super Labelled<Features, Boolean>> out) {
    out.emit(new Labelled<>(known.features(), known.flight().delay() > minutes));
  }
}
