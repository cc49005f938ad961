package dev.plumbline.cli.orders;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import java.time.LocalDate;
import java.time.Period;
import java.util.Iterator;

/**
 * Sums of each day, for one day at a time.
 *
 * @param log whether the sums are appended to a log too
 * @param carry whether the day before is read as well
 */
public record OrderDays(boolean log, boolean carry) implements PipelineSource {
  static final Table<Day> DAYS = Table.of("order-days", Day.class).byInterval("day");
  static final Table<Day> LOG = Table.of("order-log", Day.class);
  static final Table<Day> CARRIED = Table.of("order-carried", Day.class);

  public OrderDays() {
    this(false, false);
  }

  /** A day's sum. */
  public record Day(LocalDate day, long cents) {}

  @Override
  public String name() {
    return "order-days";
  }

  @Override
  public void define(Flow flow) {
    var orders = flow.read("orders", Order.ORDERS, Window.interval());
    var sums = flow.group("sum", new Sum(Long.MAX_VALUE), orders);
    flow.write("publish", sums, DAYS, Writes.REPLACE);
    if (log) {
      flow.write("log", sums, LOG, Writes.APPEND);
    }
    if (carry) {
      var before = flow.read("before", DAYS, Window.past(Period.ofDays(1)));
      flow.write("carry", before, CARRIED, Writes.APPEND);
    }
  }

  /** Sums by day, of which none may be more than that. */
  public record Sum(long most) implements GroupStep<LocalDate, Order, Day> {
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
      if (cents > most) {
        throw new IllegalArgumentException("more than " + most + " in " + key);
      }
      out.emit(new Day(key, cents));
    }
  }
}
