package dev.plumbline.cli.orders;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import java.time.LocalDate;
import java.util.Iterator;

/** Sums of each day, for one day at a time. */
public record OrderDays() implements PipelineSource {
  static final Table<Day> DAYS = Table.of("order-days", Day.class).byInterval("day");

  /** A day's sum. */
  public record Day(LocalDate day, long cents) {}

  @Override
  public String name() {
    return "order-days";
  }

  @Override
  public void define(Flow flow) {
    var orders = flow.read("orders", Order.ORDERS, Window.interval());
    flow.write("publish", flow.group("sum", new Sum(), orders), DAYS, Writes.REPLACE);
  }

  /** Sums by day. */
  public record Sum() implements GroupStep<LocalDate, Order, Day> {
    @Override
    public LocalDate key(Order row) {
      return row.day();
    }

    @Override
    public void apply(LocalDate key, Iterator<Order> once, Output<? super Day> out) {
      long cents = 0;
      while (once.hasNext()) {
        cents += once.next().cents();
      }
      out.emit(new Day(key, cents));
    }
  }
}
