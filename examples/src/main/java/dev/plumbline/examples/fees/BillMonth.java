package dev.plumbline.examples.fees;

import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.Output;
import java.math.BigDecimal;
import java.util.Iterator;

/** Adds up the fees of an airport and month. */
public record BillMonth() implements GroupStep<BillMonth.Key, Fee, Bill> {
  /** What is billed together. */
  public record Key(String month, String airport) {}

  @Override
  public Key key(Fee fee) {
    return new Key(fee.month(), fee.airport());
  }

  @Override
  public void apply(Key key, Iterator<Fee> fees, Output<? super Bill> out) {
    long landings = 0;
    BigDecimal total = BigDecimal.ZERO;
    while (fees.hasNext()) {
      landings++;
      total = total.add(fees.next().fee());
    }
    out.emit(new Bill(key.month(), key.airport(), landings, total));
  }
}
