package dev.plumbline.cli.orders;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.steps.ingest.ReadCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Orders into three tables; after the first it stops until a test lets it go on.
 *
 * @param gate the file that lets it go on; it says that it is there by another, {@code reached}
 */
public record OrderSlow(Path source, Path gate) implements PipelineSource {
  static final Table<Order> FIRST = Table.of("slow-first", Order.class);
  static final Table<Order> SECOND = Table.of("slow-second", Order.class);
  static final Table<Order> THIRD = Table.of("slow-third", Order.class);

  public OrderSlow() {
    this(Path.of("orders.csv"), Path.of("gate"));
  }

  @Override
  public String name() {
    return "order-slow";
  }

  @Override
  public void define(Flow flow) {
    var all = flow.ingest("ingest", new ReadCsv<>(Order.class, source));
    flow.write("first", all, FIRST, Writes.REPLACE);
    var waited = flow.apply("wait", new Wait(gate), all);
    flow.write("second", waited, SECOND, Writes.APPEND);
    flow.write("third", waited, THIRD, Writes.REPLACE);
  }

  /** Passes each order on once the gate is there. */
  public record Wait(Path gate) implements RowStep<Order, Order> {
    @Override
    public void apply(Order row, Output<? super Order> out) {
      try {
        Files.write(gate.resolveSibling("reached"), new byte[0]);
        while (!Files.exists(gate)) {
          Thread.sleep(10);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      out.emit(row);
    }
  }
}
