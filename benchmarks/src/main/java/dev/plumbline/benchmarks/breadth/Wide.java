package dev.plumbline.benchmarks.breadth;

import dev.plumbline.benchmarks.commit.TenRowsPipeline.Item;
import dev.plumbline.pipeline.Dataset;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Window;
import dev.plumbline.pipeline.Writes;
import java.util.ArrayList;
import java.util.List;

/** Reads so many tables and passes their rows on, step by step; every fifth step is a write. */
public record Wide(int tables, int steps) implements PipelineSource {
  public Wide() {
    this(50, 1000);
  }

  /** Adds to the id. */
  public record Add(long summand) implements RowStep<Item, Item> {
    @Override
    public void apply(Item row, Output<? super Item> out) {
      out.emit(new Item(row.id() + summand, row.name()));
    }
  }

  @Override
  public String name() {
    return "wide";
  }

  @Override
  public void define(Flow flow) {
    List<Dataset<Item>> last = new ArrayList<>();
    for (int t = 0; t < tables; t++) {
      last.add(flow.read("read-" + t, Table.of("kept-" + t, Item.class), Window.all()));
    }
    for (int i = tables; i < steps; i++) {
      int t = i % tables;
      // Each table's chain is written at every fifth of its steps.
      if (i / tables % 5 == 4 || i == steps - 1) {
        flow.write("write-" + i, last.get(t), Table.of("wide-" + i, Item.class), Writes.REPLACE);
      } else {
        last.set(t, flow.apply("add-" + i, new Add(i), last.get(t)));
      }
    }
  }
}
