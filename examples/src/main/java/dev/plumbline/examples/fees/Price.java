package dev.plumbline.examples.fees;

import dev.plumbline.pipeline.BranchStep;
import dev.plumbline.pipeline.Output;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prices a landing: a fee for each, and one by distance. Those without a state are not billed. */
public record Price(BigDecimal landing, BigDecimal perHundredMiles)
    implements BranchStep<Landing, Fee, Unbilled> {
  @Override
  public void apply(Landing landed, Output<? super Fee> billed, Output<? super Unbilled> rest) {
    var flight = landed.flight();
    if (landed.state() == null) {
      rest.emit(new Unbilled(flight.date(), flight.origin(), flight.destination()));
      return;
    }
    BigDecimal hundreds = BigDecimal.valueOf(flight.distance(), 2);
    BigDecimal fee =
        landing.add(perHundredMiles.multiply(hundreds)).setScale(2, RoundingMode.HALF_EVEN);
    String month = flight.date().toLocalDate().withDayOfMonth(1).toString().substring(0, 7);
    billed.emit(new Fee(month, flight.destination(), landed.state(), fee));
  }
}
