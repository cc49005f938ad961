package dev.plumbline.cli.orders;

import dev.plumbline.pipeline.Table;
import java.time.LocalDate;

/** One order. */
public record Order(LocalDate day, String customer, long cents, boolean late) {
  static final Table<Order> ORDERS = Table.of("orders", Order.class).byInterval("day");
}
