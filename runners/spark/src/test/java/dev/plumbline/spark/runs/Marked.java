package dev.plumbline.spark.runs;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Source;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;
import java.time.LocalDate;

/** Writes rows that tell by which parameter they were made. */
public record Marked(long mark) implements PipelineSource {
  static final Table<Sale> MARKED = Table.of("marked", Sale.class);

  public Marked() {
    this(1);
  }

  @Override
  public String name() {
    return "marked";
  }

  @Override
  public void define(Flow flow) {
    flow.write("write", flow.ingest("mark", new Mark(mark)), MARKED, Writes.REPLACE);
  }

  /** Always the same rows for the same mark. */
  public record Mark(long mark) implements IngestStep<Sale> {
    @Override
    public Source source(Resources resources) {
      return new Source.Probed("never changes");
    }

    @Override
    public void read(Part part, Resources resources, IngestOutput<? super Sale> out) {
      out.emit(new Sale(LocalDate.EPOCH, mark));
      out.emit(new Sale(LocalDate.EPOCH, mark * 10));
    }
  }
}
