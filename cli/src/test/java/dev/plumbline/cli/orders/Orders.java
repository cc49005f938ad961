package dev.plumbline.cli.orders;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.steps.ingest.ReadCsv;
import java.nio.file.Path;

/** A file of orders into a table, without the small ones. Takes no date. */
public record Orders(Path source, long least) implements PipelineSource {
  public Orders() {
    this(Path.of("orders.csv"), 100);
  }

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public void define(Flow flow) {
    var all = flow.ingest("ingest", new ReadCsv<>(Order.class, source));
    flow.write("publish", flow.apply("big", new Big(least), all), Order.ORDERS, Writes.REPLACE);
  }

  /** Leaves out what is below {@code cents}. */
  public record Big(long cents) implements RowStep<Order, Order> {
    @Override
    public void apply(Order row, Output<? super Order> out) {
      if (row.customer().equals("bad")) {
        throw new IllegalArgumentException("customer bad is not served");
      }
      if (row.cents() >= cents) {
        out.emit(row);
      }
    }
  }
}
