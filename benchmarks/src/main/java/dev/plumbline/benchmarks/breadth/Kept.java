package dev.plumbline.benchmarks.breadth;

import dev.plumbline.benchmarks.commit.TenRowsPipeline.Item;
import dev.plumbline.benchmarks.commit.TenRowsPipeline.Ten;
import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;

/** Ten rows into so many tables: steps whose own work is next to nothing. */
public record Kept(int tables) implements PipelineSource {
  public Kept() {
    this(50);
  }

  @Override
  public String name() {
    return "kept";
  }

  @Override
  public void define(Flow flow) {
    var rows = flow.ingest("ten", new Ten());
    for (int i = 0; i < tables; i++) {
      flow.write("write-" + i, rows, Table.of("kept-" + i, Item.class), Writes.REPLACE);
    }
  }
}
