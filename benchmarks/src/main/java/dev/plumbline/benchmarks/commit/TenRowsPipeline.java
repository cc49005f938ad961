package dev.plumbline.benchmarks.commit;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;

/** Ten rows into a table: one commit. */
public record TenRowsPipeline() implements PipelineSource {
  /** A row. */
  public record Item(long id, String name) {}

  /** Ten rows from nowhere. */
  public record Ten() implements IngestStep<Item> {
    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Item> out) {
      for (long id = 0; id < 10; id++) {
        out.emit(new Item(id, "row " + id));
      }
    }
  }

  @Override
  public String name() {
    return "ten-rows";
  }

  @Override
  public void define(Flow flow) {
    flow.write(
        "rows", flow.ingest("ten", new Ten()), Table.of("ten-rows", Item.class), Writes.REPLACE);
  }
}
